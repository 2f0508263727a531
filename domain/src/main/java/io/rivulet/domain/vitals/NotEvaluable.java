package io.rivulet.domain.vitals;

import java.util.Objects;

/**
 * Why limits cannot be judged. It is a result like any other, and shown: silence would read as
 * "nothing found".
 *
 * @param reason the kind of reason
 * @param words the same for a reader, with what is missing
 */
public record NotEvaluable(Reason reason, String words) {
  /** The kinds of reason. */
  public enum Reason {
    /** The session has no limits profile. */
    NO_PROFILE,
    /** No infusion has begun, so there is no "before" for a baseline. */
    NO_INFUSION,
    /** There were too few readings before the infusion. */
    NO_BASELINE
  }

  /** Refuses missing parts. */
  public NotEvaluable {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(words, "words");
  }
}
