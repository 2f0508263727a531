package io.rivulet.sessions.http;

import io.rivulet.domain.desk.Ask;
import io.rivulet.domain.desk.Decision;
import io.rivulet.domain.desk.DeskRules;
import io.rivulet.domain.desk.LimitsBook;
import io.rivulet.domain.desk.SeriesCommand;
import io.rivulet.domain.desk.SessionCommand;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.schemas.series.SeriesEventRecords;
import io.rivulet.schemas.session.SessionEventRecords;
import io.rivulet.sessions.book.Books;
import io.rivulet.sessions.book.Clerk;
import io.rivulet.sessions.book.DeskUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A clerk whose events go straight into the books. */
final class MemoryClerk implements Clerk {
  final List<String> recordedBy = new ArrayList<>();
  boolean away;
  private final Books books = new Books(DeskRules.DEFAULT);
  private final InstantSource clock;

  MemoryClerk(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Decision<SessionEvent> ask(SessionCommand command, Request request) {
    Decision<SessionEvent> decision = books.sessionDecisions().decide(command, asked(request));
    if (decision instanceof Decision.Accepted<SessionEvent> accepted && !accepted.repeated()) {
      recordedBy.add(request.by());
      accepted
          .events()
          .forEach(
              event -> books.add(SessionEventRecords.of(command.session(), event, request.by())));
    }
    return decision;
  }

  @Override
  public synchronized Decision<SeriesEvent> ask(SeriesCommand command, Request request) {
    Decision<SeriesEvent> decision = books.seriesDecisions().decide(command, asked(request));
    if (decision instanceof Decision.Accepted<SeriesEvent> accepted && !accepted.repeated()) {
      accepted
          .events()
          .forEach(
              event -> books.add(SeriesEventRecords.of(command.series(), event, request.by())));
    }
    return decision;
  }

  @Override
  public synchronized Decision<LimitsBook.Published> ask(Publication wanted, Request request) {
    Decision<LimitsBook.Published> decision =
        books
            .limits()
            .publish(
                wanted.profile(), wanted.version(), wanted.from(), wanted.json(), clock.instant());
    if (decision instanceof Decision.Accepted<LimitsBook.Published>) {
      books
          .limits()
          .add(
              wanted.profile(),
              wanted.version(),
              wanted.from(),
              wanted.json(),
              new LimitsBook.Origin(request.by(), clock.instant(), wanted.reason()));
    }
    return decision;
  }

  @Override
  public synchronized <T> T look(Function<Books, T> question) {
    if (away) {
      throw new DeskUnavailableException("away");
    }
    return question.apply(books);
  }

  private Ask asked(Request request) {
    return new Ask(request.eventId(), clock.instant(), request.confirmation());
  }
}
