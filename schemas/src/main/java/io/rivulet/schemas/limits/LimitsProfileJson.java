package io.rivulet.schemas.limits;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.domain.pressure.Comparison;
import io.rivulet.domain.pressure.Direction;
import io.rivulet.domain.pressure.LimitsProfile;
import io.rivulet.domain.pressure.PlausibleRange;
import io.rivulet.domain.pressure.Threshold;
import io.rivulet.domain.reading.PressureComponent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a limits profile from its JSON form: {@code id}, {@code plausible}, {@code limits}, {@code
 * hysteresis} (mmHg) and {@code confirm} ({@code readings}, {@code withinSeconds}). A field it does
 * not know is refused: a limit that silently does not hold is worse than none.
 */
public final class LimitsProfileJson {
  private static final int MAX_CHARACTERS = 64 * 1024;
  private static final double MAX_CONFIRM_SECONDS = 7 * 86_400.0;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * A profile and its own name.
   *
   * @param id as the file names it
   * @param profile what it says
   */
  public record Named(String id, LimitsProfile profile) {}

  private LimitsProfileJson() {}

  /**
   * Reads a profile.
   *
   * @throws IllegalArgumentException naming the field, the value and what is accepted
   */
  public static Named parse(String json) {
    if (json.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "limits profile is " + json.length() + " characters long, more than " + MAX_CHARACTERS);
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "limits profile is not JSON: " + e.getOriginalMessage(), e);
    }
    requireFields("limits profile", root, "id", "plausible", "limits", "hysteresis", "confirm");
    JsonNode confirm = root.path("confirm");
    requireFields("confirm", confirm, "readings", "withinSeconds");
    double readings = number("confirm.readings", confirm.path("readings"));
    if (readings != 2) {
      throw new IllegalArgumentException(
          "confirm.readings is " + readings + "; a pressure is confirmed by its repeat, so 2");
    }
    double within = number("confirm.withinSeconds", confirm.path("withinSeconds"));
    if (!(within >= 0 && within <= MAX_CONFIRM_SECONDS)) {
      throw new IllegalArgumentException(
          "confirm.withinSeconds " + within + " is outside 0 to " + MAX_CONFIRM_SECONDS);
    }
    String id = root.path("id").asText("");
    if (id.isBlank()) {
      throw new IllegalArgumentException("limits profile has no id");
    }
    return new Named(
        id,
        new LimitsProfile(
            plausible(root.path("plausible")),
            thresholds(root.path("limits")),
            number("hysteresis", root.path("hysteresis")),
            Duration.ofMillis(Math.round(within * 1000))));
  }

  private static Map<PressureComponent, PlausibleRange> plausible(JsonNode node) {
    Map<PressureComponent, PlausibleRange> ranges = new EnumMap<>(PressureComponent.class);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode range = node.path(name);
      if (!range.isArray() || range.size() != 2) {
        throw new IllegalArgumentException("plausible." + name + " is not [low, high]");
      }
      ranges.put(
          PressureComponent.ofCode(name),
          new PlausibleRange(
              number("plausible." + name, range.path(0)),
              number("plausible." + name, range.path(1))));
    }
    return ranges;
  }

  private static TreeMap<Comparison, Threshold> thresholds(JsonNode node) {
    TreeMap<Comparison, Threshold> thresholds = new TreeMap<>();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      PressureComponent component = PressureComponent.ofCode(name);
      requireFields("limits." + name, node.path(name), "high", "low");
      for (Direction direction : Direction.values()) {
        JsonNode limit = node.path(name).path(direction.code());
        String path = "limits." + name + "." + direction.code();
        if (!limit.isMissingNode()) {
          requireFields(path, limit, "warning", "critical");
          thresholds.put(
              new Comparison(component, direction),
              new Threshold(
                  number(path + ".warning", limit.path("warning")),
                  number(path + ".critical", limit.path("critical"))));
        }
      }
    }
    return thresholds;
  }

  private static double number(String path, JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(
          path + (node.isMissingNode() ? " is missing" : " is " + node + ", not a number"));
    }
    return node.doubleValue();
  }

  private static void requireFields(String path, JsonNode node, String... known) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          path + (node.isMissingNode() ? " is missing" : " is not an object"));
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!Set.of(known).contains(name)) {
        throw new IllegalArgumentException(
            path + " has unknown field \"" + name + "\"; known are " + String.join(", ", known));
      }
    }
  }
}
