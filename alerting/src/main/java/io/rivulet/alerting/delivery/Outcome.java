package io.rivulet.alerting.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What came of one attempt to send a notification. */
public sealed interface Outcome {
  /** The longest reason that is kept, in characters. */
  int LONGEST_WHY = 1_500;

  /** What happened, in words without secrets, up to {@value #LONGEST_WHY} characters. */
  String why();

  /**
   * The receiver took it.
   *
   * @param why what it answered
   */
  record Taken(String why) implements Outcome {
    /** Cuts what is too long. */
    public Taken {
      why = cut(why);
    }
  }

  /**
   * It may be taken another time.
   *
   * @param why what kept it from being taken
   * @param notBefore before when the receiver asks to be left alone
   * @param scope how much this says of the receiver
   */
  record Failed(String why, Optional<Instant> notBefore, Scope scope) implements Outcome {
    /** Cuts what is too long. */
    public Failed {
      why = cut(why);
      Objects.requireNonNull(notBefore, "notBefore");
      Objects.requireNonNull(scope, "scope");
    }
  }

  /**
   * It will never be taken.
   *
   * @param why what the receiver has against it
   */
  record Refused(String why) implements Outcome {
    /** Cuts what is too long. */
    public Refused {
      why = cut(why);
    }
  }

  /**
   * The receiver wants nothing, neither this nor others.
   *
   * @param why what it said
   */
  record Unwanted(String why) implements Outcome {
    /** Cuts what is too long. */
    public Unwanted {
      why = cut(why);
    }
  }

  /** What a failure is about. */
  enum Scope {
    /** Every notification of the channel would have failed. */
    CHANNEL,
    /** This one or its recipient alone. */
    NOTIFICATION
  }

  /** A failure of the whole channel, to be tried again when its time has come. */
  static Failed failed(String why) {
    return new Failed(why, Optional.empty(), Scope.CHANNEL);
  }

  private static String cut(String why) {
    return why.length() <= LONGEST_WHY ? why : why.substring(0, LONGEST_WHY - 1) + "…";
  }
}
