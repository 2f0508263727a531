package io.rivulet.ingest.quarantine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a payload was refused, as far as the refusal tells.
 *
 * @param fields paths such as {@code rate.unit}; empty where unknown
 * @param byteOffset where reading stopped, from 0
 */
record Culprit(Set<String> fields, OptionalLong byteOffset) {
  private static final Pattern FIELD =
      Pattern.compile("^([A-Za-z][A-Za-z0-9]*(?:\\.[A-Za-z][A-Za-z0-9]*)*)(?=[ :])");
  private static final Pattern BYTE = Pattern.compile(" at byte (\\d{1,9})$");

  /** Reads it out of reason and detail. */
  static Culprit of(String reason, String detail) {
    Matcher offset = BYTE.matcher(detail);
    if (offset.find()) {
      return new Culprit(Set.of(), OptionalLong.of(Long.parseLong(offset.group(1))));
    }
    return new Culprit(
        switch (reason) {
          case "TIME_AHEAD", "TIME_BEHIND" -> Set.of("time");
          case "TOPIC_MISMATCH" -> Set.of("site", "device");
          default -> field(detail).map(Set::of).orElse(Set.of());
        },
        OptionalLong.empty());
  }

  private static Optional<String> field(String detail) {
    Matcher field = FIELD.matcher(detail);
    return field.find() ? Optional.of(field.group(1)) : Optional.empty();
  }
}
