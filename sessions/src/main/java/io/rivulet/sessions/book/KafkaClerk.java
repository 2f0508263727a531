package io.rivulet.sessions.book;

import io.rivulet.domain.desk.Ask;
import io.rivulet.domain.desk.Decision;
import io.rivulet.domain.desk.DeskRules;
import io.rivulet.domain.desk.LimitsBook;
import io.rivulet.domain.desk.SeriesCommand;
import io.rivulet.domain.desk.SessionCommand;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.schemas.serde.SerdeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides over the topics as they are and records in a transaction.
 *
 * <p>Two desks never contradict each other: a decision counts only if its desk had the pen before
 * it read the topics to their end, and still has it when it commits. A desk that lost the pen takes
 * it again, reads what the other wrote, and decides anew.
 */
public final class KafkaClerk implements Clerk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaClerk.class);
  private static final Duration CATCH_UP = Duration.ofSeconds(15);
  private static final Duration FRESH = Duration.ofSeconds(15);
  private static final int ATTEMPTS = 8;

  private final InstantSource clock;
  private final Books books;
  private final BookReader reader;
  private final Pen pen;
  private final EventRecords records;
  private volatile Readiness readiness = new Readiness(false, "the topics are being read");
  private volatile Instant caughtUp = Instant.MIN;

  /** A clerk that has read nothing yet. */
  public KafkaClerk(
      Map<String, Object> kafka,
      String topicPrefix,
      String transactionalId,
      SerdeFactory serdes,
      DeskRules rules,
      InstantSource clock) {
    this.clock = clock;
    this.books = new Books(rules);
    this.reader = new BookReader(kafka, topicPrefix, serdes, books);
    this.pen = new Pen(kafka, transactionalId);
    this.records = new EventRecords(topicPrefix, serdes);
  }

  @Override
  public Decision<SessionEvent> ask(SessionCommand command, Request request) {
    return record(
        (known, now) -> known.sessionDecisions().decide(command, asked(request, now)),
        events -> records.ofSession(command.session(), events, request.by()));
  }

  @Override
  public Decision<SeriesEvent> ask(SeriesCommand command, Request request) {
    return record(
        (known, now) -> known.seriesDecisions().decide(command, asked(request, now)),
        events -> records.ofSeries(command.series(), events, request.by()));
  }

  @Override
  public Decision<LimitsBook.Published> ask(Publication wanted, Request request) {
    return record(
        (known, now) ->
            known
                .limits()
                .publish(wanted.profile(), wanted.version(), wanted.from(), wanted.json(), now),
        published -> List.of(records.ofLimits(wanted, request.by())));
  }

  @Override
  public <T> T look(Function<Books, T> question) {
    requireReachable();
    synchronized (this) {
      catchUp();
      return question.apply(books);
    }
  }

  /** While Kafka is known to be away nobody waits for it to be found away once more. */
  private void requireReachable() {
    Readiness now = readiness;
    if (!now.ready()) {
      throw new DeskUnavailableException(now.detail());
    }
  }

  private static Ask asked(Request request, Instant now) {
    return new Ask(request.eventId(), now, request.confirmation());
  }

  private <E> Decision<E> record(
      BiFunction<Books, Instant, Decision<E>> decide,
      Function<List<E>, List<ProducerRecord<byte[], byte[]>>> write) {
    requireReachable();
    synchronized (this) {
      return decideAndWrite(decide, write);
    }
  }

  private <E> Decision<E> decideAndWrite(
      BiFunction<Books, Instant, Decision<E>> decide,
      Function<List<E>, List<ProducerRecord<byte[], byte[]>>> write) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      catchUp();
      Decision<E> decision = decide.apply(books, clock.instant());
      boolean writes = decision instanceof Decision.Accepted<E> accepted && !accepted.repeated();
      if (!writes) {
        return decision;
      }
      if (!pen.held()) {
        // What another desk wrote until now has to be read before the decision counts.
        pen.take();
        continue;
      }
      try {
        reader.awaits(pen.write(write.apply(((Decision.Accepted<E>) decision).events())));
      } catch (Pen.LostException e) {
        LOG.info("the right to write went to another desk or Kafka was away: {}", e.getMessage());
        continue;
      }
      catchUp();
      return decision;
    }
    throw new DeskUnavailableException(
        "other desks, or Kafka, did not let this one write in " + ATTEMPTS + " attempts");
  }

  /** Reads on and lets go of what is settled; to be called about once a second. */
  public synchronized void tick() {
    catchUp();
    books.sessions().settle(clock.instant());
  }

  private void catchUp() {
    try {
      reader.catchUp(CATCH_UP);
      caughtUp = clock.instant();
      readiness =
          new Readiness(
              true,
              books.sessions().size()
                  + " sessions"
                  + (reader.unreadable() == 0
                      ? ""
                      : ", " + reader.unreadable() + " unreadable records passed over"));
    } catch (KafkaException e) {
      DeskUnavailableException away = new DeskUnavailableException("Kafka cannot be read: " + e, e);
      readiness = new Readiness(false, away.getMessage());
      throw away;
    } catch (DeskUnavailableException e) {
      readiness = new Readiness(false, e.getMessage());
      throw e;
    }
  }

  /** Whether it knows everything that is recorded, as of a moment ago. */
  public Readiness readiness() {
    Readiness now = readiness;
    if (now.ready() && caughtUp.plus(FRESH).isBefore(clock.instant())) {
      return new Readiness(false, "the topics were last read to their end at " + caughtUp);
    }
    return now;
  }

  @Override
  public synchronized void close() {
    pen.close();
    reader.close();
    records.close();
  }
}
