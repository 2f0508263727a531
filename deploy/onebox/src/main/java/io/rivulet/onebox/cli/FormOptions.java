package io.rivulet.onebox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A form of an API as options of a command. */
final class FormOptions {
  private static final Pattern BLOCK =
      Pattern.compile("(\\d{1,3})x([0-9.]{1,12})(?:@([0-9.]{1,12}))?");
  private static final String EVENT_ID = "--event-id";
  private static final String CONFIRM = "--confirm";

  private final Form form;
  private final Set<String> without;

  /**
   * Of a form.
   *
   * @param without names of fields that the command fills in by itself
   */
  FormOptions(Form form, String... without) {
    this.form = form;
    this.without = Set.of(without);
  }

  private List<Field> fields() {
    return form.fields().stream().filter(field -> !without.contains(field.name())).toList();
  }

  void addTo(CommandSpec spec) {
    fields().forEach(field -> spec.addOption(option(field)));
    if (form.use() == Form.Use.CONFIRMED_COMMAND) {
      spec.addOption(
          OptionSpec.builder(CONFIRM)
              .type(String.class)
              .paramLabel("TOKEN")
              .description("answers a question: the token that came with it")
              .build());
    }
    if (form.records()) {
      spec.addOption(
          OptionSpec.builder(EVENT_ID)
              .type(String.class)
              .paramLabel("ID")
              .description("makes the command, sent twice, one event (default: a new one)")
              .build());
    }
  }

  private static OptionSpec option(Field field) {
    boolean many = many(field.kind());
    boolean now = field.kind() == Field.Kind.TIME && field.required();
    return OptionSpec.builder(name(field))
        .type(many ? String[].class : String.class)
        .arity("1")
        .required(field.required() && !now)
        .paramLabel(label(field.kind()))
        .description(field.doc() + (now ? " (default: now)" : ""))
        .build();
  }

  private static String label(Field.Kind kind) {
    return switch (kind) {
      case TEXT -> "TEXT";
      case NUMBER -> "NUMBER";
      case WHOLE -> "N";
      case FLAG -> "true|false";
      case TIME -> "TIME";
      case DURATION -> "PT40M";
      case FLAGS -> "CODE=true|false";
      case OBJECTS -> "NxDOSE[@DAYS]";
      case TEXTS -> "TEXT";
      case TEXTS_BY_NAME -> "NAME=TEXT";
      case OBJECT -> "FILE";
    };
  }

  /** {@code weightKg} is {@code --weight-kg}; what may be given many times is in the singular. */
  static String name(Field field) {
    String words = field.name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return "--" + (many(field.kind()) ? words.substring(0, words.length() - 1) : words);
  }

  private static boolean many(Field.Kind kind) {
    return switch (kind) {
      case FLAGS, OBJECTS, TEXTS, TEXTS_BY_NAME -> true;
      case TEXT, NUMBER, WHOLE, FLAG, TIME, DURATION, OBJECT -> false;
    };
  }

  /** The form as it was filled in on the command line. */
  ObjectNode body(CommandSpec spec, InstantSource clock) throws IOException {
    ObjectNode body = ApiAccess.object();
    if (form.records()) {
      body.put(
          Form.EVENT_ID.name(),
          ApiOptions.value(spec, EVENT_ID)
              .orElseGet(() -> "cli-" + UUID.randomUUID().toString().replace("-", "")));
    }
    for (Field field : fields()) {
      put(body, field, spec, clock);
    }
    if (form.use() == Form.Use.CONFIRMED_COMMAND) {
      ApiOptions.value(spec, CONFIRM).ifPresent(token -> body.put(Form.CONFIRMATION.name(), token));
    }
    return body;
  }

  private static void put(ObjectNode body, Field field, CommandSpec spec, InstantSource clock)
      throws IOException {
    Object given = spec.findOption(name(field)).getValue();
    if (given instanceof String[] many) {
      putMany(body, field, many, spec);
      return;
    }
    Optional<String> text = Optional.ofNullable((String) given);
    if (field.kind() == Field.Kind.TIME) {
      time(field, text, clock).ifPresent(time -> body.put(field.name(), time));
    } else if (text.isPresent()) {
      putOne(body, field, text.get(), spec);
    }
  }

  private static Optional<String> time(Field field, Optional<String> text, InstantSource clock) {
    boolean now = text.map("now"::equals).orElse(field.required());
    return now ? Optional.of(clock.instant().truncatedTo(ChronoUnit.MICROS).toString()) : text;
  }

  private static void putOne(ObjectNode body, Field field, String text, CommandSpec spec)
      throws IOException {
    switch (field.kind()) {
      case NUMBER -> body.put(field.name(), number(field, text, spec));
      case WHOLE -> body.put(field.name(), whole(field, text, spec));
      case FLAG -> body.put(field.name(), flag(name(field), text, spec));
      case OBJECT -> body.set(field.name(), json(text, spec));
      case TEXT, TIME, DURATION, FLAGS, OBJECTS, TEXTS, TEXTS_BY_NAME ->
          body.put(field.name(), text);
    }
  }

  private static void putMany(ObjectNode body, Field field, String[] many, CommandSpec spec) {
    switch (field.kind()) {
      case FLAGS -> putFlags(body.putObject(field.name()), field, many, spec);
      case OBJECTS -> putBlocks(body.putArray(field.name()), field, many, spec);
      case TEXTS_BY_NAME -> {
        ObjectNode texts = body.putObject(field.name());
        for (String text : many) {
          int equals = equals(field, text, "NAME=TEXT", spec);
          texts.put(text.substring(0, equals), text.substring(equals + 1));
        }
      }
      case TEXTS -> List.of(many).forEach(body.putArray(field.name())::add);
      case TEXT, NUMBER, WHOLE, FLAG, TIME, DURATION, OBJECT ->
          throw new IllegalStateException(field.name() + " is one value");
    }
  }

  private static int equals(Field field, String text, String form, CommandSpec spec) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw ApiOptions.usage(spec, name(field) + " " + text + " is not " + form);
    }
    return equals;
  }

  private static void putFlags(ObjectNode flags, Field field, String[] many, CommandSpec spec) {
    for (String flag : many) {
      int equals = equals(field, flag, "CODE=true|false", spec);
      String code = flag.substring(0, equals);
      flags.put(code, flag(name(field) + " " + code, flag.substring(equals + 1), spec));
    }
  }

  private static void putBlocks(ArrayNode blocks, Field field, String[] many, CommandSpec spec) {
    for (String block : many) {
      Matcher parts = BLOCK.matcher(block);
      if (!parts.matches()) {
        throw ApiOptions.usage(
            spec, name(field) + " " + block + " is not such as 6x0.5@3: sessions x dose @ days");
      }
      ObjectNode node = blocks.addObject();
      node.put("sessions", Integer.parseInt(parts.group(1)));
      node.put("dosePerKg", number(field, parts.group(2), spec));
      if (parts.group(3) != null) {
        node.put("daysBetween", number(field, parts.group(3), spec));
      }
    }
  }

  private static double number(Field field, String text, CommandSpec spec) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for what is a number and none that can be meant.
    }
    throw ApiOptions.usage(spec, name(field) + " " + text + " is not a number");
  }

  private static int whole(Field field, String text, CommandSpec spec) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ApiOptions.usage(spec, name(field) + " " + text + " is not a whole number");
    }
  }

  private static boolean flag(String option, String text, CommandSpec spec) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ApiOptions.usage(spec, option + " " + text + " is not true or false");
    };
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String file, CommandSpec spec)
      throws IOException {
    try {
      return ApiAccess.read(Files.readString(ApiOptions.existing(spec, file)));
    } catch (JsonProcessingException e) {
      throw ApiOptions.usage(spec, file + " is not JSON: " + e.getOriginalMessage());
    }
  }
}
