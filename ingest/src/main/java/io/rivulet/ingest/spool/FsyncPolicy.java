package io.rivulet.ingest.spool;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/** When what was appended is forced through the operating system's cache to the disk. */
public sealed interface FsyncPolicy {
  /** Before every acknowledgement: survives a power cut. */
  record Always() implements FsyncPolicy {
    @Override
    public String toString() {
      return "always";
    }
  }

  /**
   * At a sync after this time: survives the death of the process; a power cut takes what was
   * acknowledged within it.
   *
   * @param every 1 ms to 1 min
   */
  record Interval(Duration every) implements FsyncPolicy {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public Interval {
      Objects.requireNonNull(every, "every");
      if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "fsync every %s is outside %s to %s".formatted(every, SHORTEST, LONGEST));
      }
    }

    @Override
    public String toString() {
      return every.toString();
    }
  }

  /** When the operating system likes: survives the death of the process only. */
  record Never() implements FsyncPolicy {
    @Override
    public String toString() {
      return "never";
    }
  }

  /** Before every acknowledgement. */
  FsyncPolicy ALWAYS = new Always();

  /** Left to the operating system. */
  FsyncPolicy NEVER = new Never();

  /**
   * From a setting; {@code toString} gives it back.
   *
   * @param setting {@code always}, {@code never} or an ISO 8601 duration such as {@code PT0.1S}
   */
  static FsyncPolicy parse(String setting) {
    switch (setting) {
      case "always":
        return ALWAYS;
      case "never":
        return NEVER;
      default:
        try {
          return new Interval(Duration.parse(setting));
        } catch (DateTimeParseException e) {
          throw new IllegalArgumentException(
              "fsync \"%s\" is neither \"always\", \"never\" nor a duration such as PT0.1S"
                  .formatted(setting),
              e);
        }
    }
  }
}
