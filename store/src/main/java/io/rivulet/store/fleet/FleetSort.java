package io.rivulet.store.fleet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a list of devices is in order of. Devices that have no such value come last. */
public enum FleetSort {
  /** Who needs somebody most. */
  NEEDS(Kind.NUMBER),
  /** Its name. */
  DEVICE(Kind.TEXT),
  /** Its site. */
  SITE(Kind.TEXT),
  /** What it is doing, silent first. */
  STATE(Kind.NUMBER),
  /** When something of it was received. */
  LAST_SEEN(Kind.TIME),
  /** Its battery. */
  BATTERY(Kind.NUMBER),
  /** Its model. */
  MODEL(Kind.TEXT),
  /** Its firmware, as text. */
  FIRMWARE(Kind.TEXT),
  /** How far its clock is off, either way. */
  CLOCK(Kind.NUMBER),
  /** How often it is received. */
  RATE(Kind.NUMBER),
  /** How much of it was refused. */
  REFUSED(Kind.NUMBER),
  /** Its alerts, the gravest first, then by how many. */
  ALERTS(Kind.NUMBER),
  /** The session it serves. */
  SESSION(Kind.TEXT);

  /** What values look like. */
  enum Kind {
    TEXT,
    NUMBER,
    TIME
  }

  private final Kind kind;

  FleetSort(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** As the API has it, such as {@code last-seen}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The order of this word, if there is one. */
  public static Optional<FleetSort> named(String word) {
    return Arrays.stream(values()).filter(sort -> sort.word().equals(word)).findFirst();
  }

  /** Every word. */
  public static String words() {
    return Arrays.stream(values()).map(FleetSort::word).collect(Collectors.joining(", "));
  }
}
