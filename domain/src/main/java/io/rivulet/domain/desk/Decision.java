package io.rivulet.domain.desk;

import io.rivulet.domain.identity.StableId;
import java.util.List;

/** What became of a command. */
public sealed interface Decision<E> {
  /**
   * It is to be recorded, all of these events or none.
   *
   * @param events in this order
   * @param repeated true where they were recorded before, by the same command
   */
  record Accepted<E>(List<E> events, boolean repeated) implements Decision<E> {
    /** Copies the list. */
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /**
   * It is not.
   *
   * @param why of which kind the reason is
   * @param detail the thing, the value and the way out
   */
  record Refused<E>(Why why, String detail) implements Decision<E> {}

  /**
   * It is plausible enough to be true and odd enough to be a slip: the same command with the token
   * records it.
   *
   * @param questions what is odd, with the values
   * @param token names exactly these questions
   */
  record NeedsConfirmation<E>(List<String> questions, String token) implements Decision<E> {
    private static final int TOKEN_LENGTH = 12;

    /** Copies the list. */
    public NeedsConfirmation {
      questions = List.copyOf(questions);
    }

    static String token(String about, List<String> questions) {
      return StableId.of(about, String.join("\n", questions)).substring(0, TOKEN_LENGTH);
    }
  }

  /** Kinds of reasons to refuse. */
  enum Why {
    /** A value that cannot be. */
    INVALID,
    /** Something that is named is not known. */
    UNKNOWN,
    /** It contradicts what is recorded. */
    CONFLICT,
    /** The session or series is over. */
    CLOSED,
    /** There is no room for more. */
    FULL
  }
}
