package io.rivulet.alerting.oncall;

import java.util.Objects;

/**
 * Something because of which somebody may not be reached when it matters.
 *
 * @param kind what kind of thing
 * @param subject the name of the person, schedule or policy it is about
 * @param message what is wrong and the way out, up to 500 characters
 */
public record Finding(Kind kind, String subject, String message) {
  private static final int LONGEST = 500;

  /** What can be wrong. */
  public enum Kind {
    /** A schedule that a policy uses has nobody at some time ahead. */
    GAP("gaps", "schedules"),
    /** Somebody has no contact for a priority that can come to them. */
    CONTACT("contacts", "people"),
    /** A contact is by a channel that is not there. */
    CHANNEL("channels", "people"),
    /** The last resort of a policy reaches nobody. */
    LAST_RESORT("lastResort", "policies");

    private final String code;
    private final String section;

    Kind(String code, String section) {
      this.code = code;
      this.section = section;
    }

    /** The name used in the configuration. */
    public String code() {
      return code;
    }

    /** The section of the configuration that its subject is in. */
    public String section() {
      return section;
    }
  }

  /** Refuses missing parts; shortens the message. */
  public Finding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    message = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
  }
}
