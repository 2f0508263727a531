package io.rivulet.runtime.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One thing that can be configured.
 *
 * @param name lower-case words joined by dots, such as {@code mqtt.uri}; the environment variable
 *     is {@code RIVULET_MQTT_URI}
 * @param kind what a value looks like, for the documentation
 * @param parser reads a value, or throws {@link IllegalArgumentException} saying what is accepted
 * @param defaultText the value where none is given; empty where there is none
 * @param secret whether the value is never shown
 * @param doc what it does, with its unit
 */
public record Setting<T>(
    String name,
    String kind,
    Function<String, T> parser,
    Optional<String> defaultText,
    boolean secret,
    String doc) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(\\.[a-z0-9]+)*");

  /** Refuses a malformed name or a missing part. */
  public Setting {
    Objects.requireNonNull(parser, "parser");
    Objects.requireNonNull(defaultText, "defaultText");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("setting name \"" + name + "\"");
    }
    if (doc.isBlank()) {
      throw new IllegalArgumentException("setting " + name + " has no documentation");
    }
  }

  static Setting<String> text(String name, String defaultText, String doc) {
    return new Setting<>(
        name, "text", Function.identity(), Optional.ofNullable(defaultText), false, doc);
  }

  static Setting<String> secret(String name, String doc) {
    return new Setting<>(name, "secret", Function.identity(), Optional.empty(), true, doc);
  }

  static Setting<Integer> integer(String name, int defaultValue, int low, int high, String doc) {
    Function<String, Integer> parser =
        text -> {
          int value;
          try {
            value = Integer.parseInt(text.strip());
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number", e);
          }
          if (value < low || value > high) {
            throw new IllegalArgumentException("is outside " + low + " to " + high);
          }
          return value;
        };
    return new Setting<>(
        name,
        "whole number, " + low + " to " + high,
        parser,
        Optional.of(Integer.toString(defaultValue)),
        false,
        doc);
  }

  static Setting<Long> bytes(String name, long defaultValue, long low, String doc) {
    Function<String, Long> parser =
        text -> {
          long value;
          try {
            value = Long.parseLong(text.strip());
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number of bytes", e);
          }
          if (value < low) {
            throw new IllegalArgumentException("is below " + low);
          }
          return value;
        };
    return new Setting<>(
        name,
        "bytes, " + low + " or more",
        parser,
        Optional.of(Long.toString(defaultValue)),
        false,
        doc);
  }

  static Setting<Boolean> flag(String name, boolean defaultValue, String doc) {
    Function<String, Boolean> parser =
        text ->
            switch (text.strip()) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("is neither true nor false");
            };
    return new Setting<>(
        name, "true or false", parser, Optional.of(Boolean.toString(defaultValue)), false, doc);
  }

  static Setting<Duration> duration(String name, String defaultText, String doc) {
    Function<String, Duration> parser =
        text -> {
          Duration value;
          try {
            value = Duration.parse(text.strip());
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not an ISO-8601 duration such as PT15M", e);
          }
          if (value.isNegative()) {
            throw new IllegalArgumentException("is negative");
          }
          return value;
        };
    return new Setting<>(name, "ISO-8601 duration", parser, Optional.of(defaultText), false, doc);
  }

  /** The environment variable that sets it. */
  public String environmentVariable() {
    return "RIVULET_" + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
  }
}
