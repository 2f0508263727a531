package io.rivulet.sessions.book;

import io.rivulet.domain.desk.Decision;
import io.rivulet.domain.desk.LimitsBook;
import io.rivulet.domain.desk.SeriesCommand;
import io.rivulet.domain.desk.SessionCommand;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.session.SessionEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whoever decides and records. What is accepted is recorded, and known to the books, when a method
 * returns. Used by several threads.
 */
public interface Clerk {
  /**
   * How something was asked.
   *
   * @param eventId the same twice is one event
   * @param confirmation token of an earlier question
   * @param by who asks
   */
  record Request(String eventId, Optional<String> confirmation, String by) {}

  /**
   * A version of a limits profile that is to be published.
   *
   * @param json readable, as was looked at before
   */
  record Publication(
      String profile, int version, Instant from, String json, Optional<String> reason) {
    private static final int LONGEST_REASON = 500;

    /** Refuses a reason that is too long, or none. */
    public Publication {
      reason.ifPresent(
          why -> {
            if (why.isBlank() || why.length() > LONGEST_REASON) {
              throw new IllegalArgumentException(
                  "the reason has " + why.length() + " characters; 1 to " + LONGEST_REASON);
            }
          });
    }
  }

  /**
   * Decides about a session.
   *
   * @throws DeskUnavailableException where Kafka does not answer
   */
  Decision<SessionEvent> ask(SessionCommand command, Request request);

  /**
   * Decides about a series.
   *
   * @throws DeskUnavailableException where Kafka does not answer
   */
  Decision<SeriesEvent> ask(SeriesCommand command, Request request);

  /**
   * Decides about limits.
   *
   * @throws DeskUnavailableException where Kafka does not answer
   */
  Decision<LimitsBook.Published> ask(Publication publication, Request request);

  /**
   * Looks something up, after everything that was recorded before.
   *
   * @throws DeskUnavailableException where Kafka does not answer
   */
  <T> T look(Function<Books, T> question);
}
