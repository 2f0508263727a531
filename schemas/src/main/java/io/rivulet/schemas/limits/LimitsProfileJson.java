package io.rivulet.schemas.limits;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.domain.dose.DoseLimits;
import io.rivulet.domain.vitals.BaselineRule;
import io.rivulet.domain.vitals.LimitsProfile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a limits profile from its JSON form, which docs/limits.md describes. A field it does not
 * know is refused: a limit that silently does not hold is worse than none.
 */
public final class LimitsProfileJson {
  private static final int MAX_CHARACTERS = 64 * 1024;
  private static final int MAX_ID_CHARACTERS = 128;
  private static final double MAX_WINDOW_MINUTES = 1440;
  private static final double MAX_FLAP_HOLD_SECONDS = 3600;
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
    LimitsField root;
    try {
      root = new LimitsField("", MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "limits profile is not JSON: " + e.getOriginalMessage(), e);
    }
    root.of(
        "id",
        "plausible",
        "limits",
        "relative",
        "baseline",
        "hysteresis",
        "confirm",
        "sources",
        "dose",
        "pressureOverdueFactor");
    return new Named(id(root.at("id")), profile(root));
  }

  private static String id(LimitsField field) {
    String id = field.node().isTextual() ? field.node().textValue() : "";
    if (id.isBlank() || id.length() > MAX_ID_CHARACTERS) {
      throw new IllegalArgumentException(
          "id of a limits profile is not a text of 1 to " + MAX_ID_CHARACTERS + " characters");
    }
    return id;
  }

  private static LimitsProfile profile(LimitsField root) {
    return root.make(
        () ->
            new LimitsProfile(
                VitalLimitsJson.read(root),
                root.find("baseline").map(LimitsProfileJson::baseline),
                root.find("dose").map(LimitsProfileJson::dose).orElse(DoseLimits.DEFAULT),
                root.at("pressureOverdueFactor").optional()));
  }

  private static BaselineRule baseline(LimitsField field) {
    field.of("windowMinutes", "minReadings");
    double minutes = field.at("windowMinutes").number(0, MAX_WINDOW_MINUTES);
    double readings = field.find("minReadings").map(LimitsField::number).orElse(1.0);
    if (readings != Math.rint(readings) || Math.abs(readings) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "baseline.minReadings " + readings + " is not a whole number");
    }
    return field.make(
        () -> new BaselineRule(VitalLimitsJson.seconds(minutes * 60), (int) readings));
  }

  private static DoseLimits dose(LimitsField field) {
    field.of(
        "ceilingPerKg", "ratePerKgPerHour", "planTolerance", "weightTolerance", "flapHoldSeconds");
    DoseLimits other = DoseLimits.DEFAULT;
    return field.make(
        () ->
            new DoseLimits(
                byDrug(field, "ceilingPerKg"),
                byDrug(field, "ratePerKgPerHour"),
                field.at("planTolerance").optional().orElse(other.planTolerance()),
                field.at("weightTolerance").optional().orElse(other.weightTolerance()),
                field
                    .find("flapHoldSeconds")
                    .map(hold -> VitalLimitsJson.seconds(hold.number(0, MAX_FLAP_HOLD_SECONDS)))
                    .orElse(other.flapHold())));
  }

  private static Map<String, Double> byDrug(LimitsField dose, String name) {
    Map<String, Double> limits = new LinkedHashMap<>();
    dose.find(name)
        .ifPresent(
            field -> field.names().forEach(drug -> limits.put(drug, field.at(drug).number())));
    return limits;
  }
}
