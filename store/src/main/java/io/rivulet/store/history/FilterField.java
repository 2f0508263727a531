package io.rivulet.store.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What sessions can be chosen by. */
public enum FilterField {
  /** One session. */
  SESSION("session", "the session itself", Kind.TEXT),
  /** The clinic. */
  SITE("site", "the clinic", Kind.TEXT),
  /** The drug, in whatever case. */
  DRUG("drug", "the drug, in whatever case", Kind.TEXT),
  /** The pseudonym. */
  SUBJECT("subject", "the subject's pseudonym", Kind.TEXT),
  /** The series. */
  SERIES("series", "the series of sessions", Kind.TEXT),
  /** Earliest beginning. */
  FROM("from", "begun at this time or later, ISO 8601 UTC", Kind.TIME),
  /** Latest beginning. */
  TO("to", "begun before this time, ISO 8601 UTC", Kind.TIME),
  /** Least dose. */
  MIN_DOSE_PER_KG(
      "minDosePerKg",
      "received at least this much of its drug, in the drug's unit per kg",
      Kind.NUMBER),
  /** Greatest dose. */
  MAX_DOSE_PER_KG(
      "maxDosePerKg",
      "received at most this much of its drug, in the drug's unit per kg",
      Kind.NUMBER),
  /** Over or not. */
  STATE("state", "open or closed", Kind.WORD, "open", "closed"),
  /** Excursions. */
  EXCURSION(
      "excursion",
      "any: with an excursion; critical: with a critical one; none: without",
      Kind.WORD,
      "any",
      "critical",
      "none"),
  /** What the excursion is of. */
  COMPONENT(
      "component",
      "what the excursion is of: systolic, diastolic, mean, heartRate, spo2, respiratoryRate, etco2",
      Kind.WORD,
      "systolic",
      "diastolic",
      "mean",
      "heartRate",
      "spo2",
      "respiratoryRate",
      "etco2"),
  /** The questionnaire. */
  INSTRUMENT(
      "instrument", "scored on this questionnaire after the session, such as PHQ-9", Kind.TEXT),
  /** Least score. */
  MIN_SCORE("minScore", "with at least this score on the instrument", Kind.NUMBER),
  /** Greatest score. */
  MAX_SCORE("maxScore", "with at most this score on the instrument", Kind.NUMBER);

  /** What values look like. */
  public enum Kind {
    /** Text. */
    TEXT,
    /** An instant. */
    TIME,
    /** A number. */
    NUMBER,
    /** One of some words. */
    WORD
  }

  private static final int MAX_CHARACTERS = 200;

  private final String word;
  private final String doc;
  private final Kind kind;
  private final List<String> words;

  FilterField(String word, String doc, Kind kind, String... words) {
    this.word = word;
    this.doc = doc;
    this.kind = kind;
    this.words = List.of(words);
  }

  /** As a parameter is named. */
  public String word() {
    return word;
  }

  /** What it chooses. */
  public String doc() {
    return doc;
  }

  /** What values look like. */
  public Kind kind() {
    return kind;
  }

  /** The one of this name. */
  public static Optional<FilterField> named(String word) {
    return Stream.of(values()).filter(field -> field.word.equals(word)).findFirst();
  }

  /** Checks a value and gives it in its one form. */
  String normal(String value) {
    return switch (kind) {
      case TEXT -> text(word, value);
      case TIME -> time(word, value).toString();
      case NUMBER -> Double.toString(number(word, value));
      case WORD -> {
        if (!words.contains(value)) {
          throw new IllegalArgumentException(
              word + " \"" + shown(value) + "\" is not one of " + String.join(", ", words));
        }
        yield value;
      }
    };
  }

  /** Refuses what is empty, too long, or has control characters. */
  static String text(String name, String value) {
    if (value.isEmpty() || value.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "%s has %d characters; it takes 1 to %d".formatted(name, value.length(), MAX_CHARACTERS));
    }
    if (value.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      throw new IllegalArgumentException(
          name + " has a character that no name has: letters, digits and signs are taken");
    }
    return value;
  }

  static Instant time(String name, String value) {
    try {
      Instant at = Instant.parse(value);
      TimeSpan.check(name, at);
      return at;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s \"%s\" is no time such as 2026-11-21T09:30:00Z".formatted(name, shown(value)));
    }
  }

  static double number(String name, String value) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (value.length() > 32 || !Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "%s \"%s\" is no number such as 0.5".formatted(name, shown(value)));
    }
    return number;
  }

  /** Not more of a value than a message can bear. */
  static String shown(String value) {
    String safe = value.replaceAll("\\p{Cntrl}", "?");
    return safe.length() <= 40 ? safe : safe.substring(0, 40).concat("...");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
