package io.rivulet.runtime.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A form that was filled in. A field that the form does not have is refused: a misspelt one would
 * silently not count.
 */
public final class Body {
  private static final int MAX_DEPTH = 12;
  private static final int MAX_SHOWN = 80;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode root;
  private final List<Field> fields;

  private Body(JsonNode root, List<Field> fields) {
    this.root = root;
    this.fields = fields;
  }

  /**
   * Reads a form.
   *
   * @throws MalformedBodyException naming the field, the value and what is accepted
   */
  public static Body parse(String json, Form form) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedBodyException("the body is not JSON: " + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      throw new MalformedBodyException("the body is not a JSON object");
    }
    return of(root, "", form.all());
  }

  private static Body of(JsonNode root, String path, List<Field> fields) {
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      Field field =
          fields.stream()
              .filter(known -> known.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(path, name, fields));
      requireKind(path, field, root.get(name));
    }
    for (Field field : fields) {
      if (field.required() && !root.hasNonNull(field.name())) {
        throw new MalformedBodyException(
            path + field.name(), path + field.name() + " is missing: " + field.doc());
      }
    }
    return new Body(root, fields);
  }

  private static MalformedBodyException unknown(String path, String name, List<Field> fields) {
    String known = fields.stream().map(Field::name).collect(Collectors.joining(", "));
    return new MalformedBodyException(
        "unknown field \"" + path + cut(name) + "\"; known are " + known);
  }

  private static void requireKind(String path, Field field, JsonNode value) {
    boolean right =
        value.isNull()
            || switch (field.kind()) {
              case TEXT, TIME, DURATION -> value.isTextual();
              case NUMBER -> value.isNumber() && Double.isFinite(value.doubleValue());
              case WHOLE -> value.isIntegralNumber() && value.canConvertToInt();
              case FLAG -> value.isBoolean();
              case FLAGS, TEXTS_BY_NAME, OBJECT -> value.isObject();
              case TEXTS, OBJECTS -> value.isArray();
            };
    if (!right) {
      throw wrong(path + field.name(), value.toString(), "a " + kindWords(field.kind()));
    }
  }

  private static String kindWords(Field.Kind kind) {
    return switch (kind) {
      case TEXT -> "text";
      case NUMBER -> "number";
      case WHOLE -> "whole number";
      case FLAG -> "true or false";
      case TIME -> "time such as \"2026-03-01T10:00:00Z\"";
      case DURATION -> "duration such as \"PT40M\"";
      case FLAGS -> "map of codes to true or false";
      case TEXTS_BY_NAME -> "map of names to texts";
      case TEXTS -> "list of texts";
      case OBJECTS -> "list of JSON objects";
      case OBJECT -> "JSON object";
    };
  }

  private static MalformedBodyException wrong(String name, String value, String accepted) {
    return new MalformedBodyException(name, name + " is " + cut(value) + ", not " + accepted);
  }

  private static String cut(String text) {
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(root.get(name)).filter(node -> !node.isNull());
  }

  /** A text that has to be there. */
  public String text(String name) {
    return root.path(name).asText();
  }

  /** A text that may be missing. */
  public Optional<String> findText(String name) {
    return value(name).map(JsonNode::asText);
  }

  /** A number that has to be there. */
  public double number(String name) {
    return root.path(name).doubleValue();
  }

  /** A number that may be missing. */
  public OptionalDouble findNumber(String name) {
    Optional<JsonNode> value = value(name);
    return value.isPresent()
        ? OptionalDouble.of(value.get().doubleValue())
        : OptionalDouble.empty();
  }

  /** A whole number that has to be there. */
  public int whole(String name) {
    return root.path(name).intValue();
  }

  /** A whole number that may be missing. */
  public OptionalInt findWhole(String name) {
    Optional<JsonNode> value = value(name);
    return value.isPresent() ? OptionalInt.of(value.get().intValue()) : OptionalInt.empty();
  }

  /** Whether something is so; false where it is missing. */
  public boolean flag(String name) {
    return root.path(name).asBoolean(false);
  }

  /** A time that has to be there. */
  public Instant time(String name) {
    return findTime(name).orElseThrow();
  }

  /** A time that may be missing. */
  public Optional<Instant> findTime(String name) {
    return value(name)
        .map(
            node -> {
              try {
                return OffsetDateTime.parse(node.asText())
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
              } catch (DateTimeException e) {
                throw wrong(name, node.toString(), "a " + kindWords(Field.Kind.TIME));
              }
            });
  }

  /** A duration that may be missing. */
  public Optional<Duration> findDuration(String name) {
    return value(name)
        .map(
            node -> {
              try {
                Duration duration = Duration.parse(node.asText());
                if (duration.getNano() != 0) {
                  throw wrong(name, node.toString(), "in whole seconds");
                }
                return duration;
              } catch (DateTimeException e) {
                throw wrong(name, node.toString(), "a " + kindWords(Field.Kind.DURATION));
              }
            });
  }

  /** True or false by name, in the order they were given. */
  public Map<String, Boolean> flags(String name) {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path(name).properties()) {
      if (!entry.getValue().isBoolean()) {
        throw wrong(name + "." + cut(entry.getKey()), entry.getValue().toString(), "true or false");
      }
      flags.put(entry.getKey(), entry.getValue().booleanValue());
    }
    return flags;
  }

  /** Texts by name, in the order they were given. */
  public Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path(name).properties()) {
      if (!entry.getValue().isTextual()) {
        throw wrong(name + "." + cut(entry.getKey()), entry.getValue().toString(), "a text");
      }
      texts.put(entry.getKey(), entry.getValue().textValue());
    }
    return texts;
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : root.path(name)) {
      if (!item.isTextual()) {
        throw wrong(name + "[" + texts.size() + "]", item.toString(), "a text");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** A list of objects, each read as the field's items say. */
  public List<Body> objects(String name) {
    Field field =
        fields.stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
    List<Body> objects = new ArrayList<>();
    for (JsonNode item : root.path(name)) {
      String path = name + "[" + objects.size() + "]";
      if (!item.isObject()) {
        throw wrong(path, item.toString(), "a JSON object");
      }
      objects.add(of(item, path + ".", field.items()));
    }
    return objects;
  }

  /** A JSON object as it came. */
  public String object(String name) {
    return root.path(name).toString();
  }
}
