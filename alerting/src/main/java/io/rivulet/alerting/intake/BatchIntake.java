package io.rivulet.alerting.intake;

import io.rivulet.alerting.intake.SetAside.Reason;
import io.rivulet.alerting.ledger.AbandonedException;
import io.rivulet.alerting.ledger.Decision;
import io.rivulet.alerting.ledger.FailedStatementException;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.lifecycle.StatementMapping;
import io.rivulet.domain.identity.ImportedNames;
import io.rivulet.runtime.kafka.FencedException;
import io.rivulet.runtime.kafka.OffsetMove;
import io.rivulet.runtime.kafka.OffsetTable;
import io.rivulet.runtime.kafka.RecordTaker;
import io.rivulet.schemas.record.AlertRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches of records: what they lead to and the offsets change in one transaction. A record
 * that cannot be taken is set aside, and the others are taken; one of an imported recording leads
 * to nothing.
 */
final class BatchIntake implements RecordTaker {
  private static final Logger LOG = LoggerFactory.getLogger(BatchIntake.class);
  private static final String DATA_EXCEPTION = "22";

  /** Not null, foreign key, check. */
  private static final Set<String> CONSTRAINTS = Set.of("23502", "23503", "23514");

  private final String topic;
  private final Ledger ledger;
  private final Deserializer<AlertRecord> deserializer;
  private final IntakeMetrics metrics;
  private final OffsetTable offsets =
      new OffsetTable("rivulet_alerting.intake_offset", "moved_time");
  private final UnreadableTable unreadable = new UnreadableTable();

  BatchIntake(
      String topic, Ledger ledger, Deserializer<AlertRecord> deserializer, IntakeMetrics metrics) {
    this.topic = topic;
    this.ledger = ledger;
    this.deserializer = deserializer;
    this.metrics = metrics;
  }

  private record Readable(ConsumerRecord<byte[], byte[]> source, Statement statement) {}

  @Override
  public List<String> prepare() {
    return List.of(topic);
  }

  @Override
  public Map<TopicPartition, Long> positions(Map<TopicPartition, Long> beginnings)
      throws SQLException {
    return ledger.decide(decision -> offsets.positions(decision.connection(), beginnings));
  }

  @Override
  public void skip(List<OffsetMove> moves) throws SQLException, FencedException {
    ledger.<Void, FencedException>decide(
        decision -> {
          offsets.move(decision.connection(), moves, decision.now());
          return null;
        });
  }

  @Override
  public void take(ConsumerRecords<byte[], byte[]> records, List<OffsetMove> moves)
      throws SQLException, FencedException {
    long begunNanos = System.nanoTime();
    List<Readable> readable = new ArrayList<>();
    List<SetAside> setAside = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      read(record, readable, setAside);
    }
    writeAll(readable, setAside, moves);
    metrics.taken(
        readable.size(), setAside.size(), Duration.ofNanos(System.nanoTime() - begunNanos));
    for (SetAside record : setAside) {
      LOG.error(
          "record {} of {} cannot be taken and is set aside: {}",
          record.source().offset(),
          record.source().topic() + "-" + record.source().partition(),
          record.detail());
    }
  }

  /** Nothing is ever under way: a batch is taken before {@link #take} returns. */
  @Override
  public void settle() {}

  @Override
  public void close() {}

  private void writeAll(List<Readable> readable, List<SetAside> setAside, List<OffsetMove> moves)
      throws SQLException, FencedException {
    boolean written = false;
    while (!written) {
      try {
        write(readable, setAside, moves);
        written = true;
      } catch (FailedStatementException e) {
        Readable failed = readable.remove(e.index());
        setAside.add(new SetAside(failed.source(), Reason.FAILED, String.valueOf(e.getCause())));
      } catch (SQLException e) {
        if (!isAboutContent(e)) {
          throw e;
        }
        setRefusedAside(readable, setAside, e);
      }
    }
  }

  private void read(
      ConsumerRecord<byte[], byte[]> record, List<Readable> readable, List<SetAside> setAside) {
    AlertRecord alert;
    try {
      if (record.value() == null) {
        throw new SerializationException("the record has no value");
      }
      alert = deserializer.deserialize(record.topic(), record.headers(), record.value());
    } catch (SerializationException e) {
      setAside.add(new SetAside(record, Reason.UNDECODABLE, String.valueOf(e.getMessage())));
      return;
    }
    try {
      Statement statement = StatementMapping.of(alert);
      // Nobody is treated in a recording, so nobody is told; the store keeps what the rules found.
      if (!ImportedNames.cover(statement.subject().session(), statement.subject().device())) {
        readable.add(new Readable(record, statement));
      }
    } catch (IllegalArgumentException e) {
      setAside.add(new SetAside(record, Reason.REFUSED, String.valueOf(e.getMessage())));
    }
  }

  private void write(List<Readable> readable, List<SetAside> setAside, List<OffsetMove> moves)
      throws SQLException, FencedException, FailedStatementException {
    try {
      ledger.<Void, AbandonedException>decide(
          decision -> {
            move(decision, moves);
            decision.take(readable.stream().map(Readable::statement).toList());
            unreadable.write(decision.connection(), setAside, decision.now());
            return null;
          });
    } catch (OvertakenException e) {
      throw e.fenced;
    } catch (FailedStatementException e) {
      throw e;
    } catch (AbandonedException e) {
      throw new IllegalStateException("a batch was abandoned: " + e.getMessage(), e);
    }
  }

  private void move(Decision decision, List<OffsetMove> moves)
      throws SQLException, OvertakenException {
    try {
      offsets.move(decision.connection(), moves, decision.now());
    } catch (FencedException e) {
      throw new OvertakenException(e);
    }
  }

  /** The database refused the batch for what a record holds: tries each alone to find which. */
  private void setRefusedAside(
      List<Readable> readable, List<SetAside> setAside, SQLException failure) throws SQLException {
    List<Readable> refused = new ArrayList<>();
    for (Readable one : readable) {
      try {
        ledger.<Void, AbandonedException>decide(
            decision -> {
              decision.take(List.of(one.statement()));
              decision.write();
              throw new TrialException();
            });
      } catch (SQLException e) {
        if (!isAboutContent(e)) {
          throw e;
        }
        refused.add(one);
        setAside.add(new SetAside(one.source(), Reason.FAILED, String.valueOf(e.getMessage())));
      } catch (AbandonedException e) {
        LOG.debug("{} at {} is not what the database refuses", one.statement().id(), e.toString());
      }
    }
    if (refused.isEmpty()) {
      throw failure;
    }
    readable.removeAll(refused);
  }

  private static boolean isAboutContent(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith(DATA_EXCEPTION) || CONSTRAINTS.contains(state);
  }

  /** Others were first, so that nothing of the batch holds. */
  private static final class OvertakenException extends AbandonedException {
    private static final long serialVersionUID = 1L;
    private final FencedException fenced;

    OvertakenException(FencedException fenced) {
      super(fenced.getMessage(), fenced);
      this.fenced = fenced;
    }
  }

  private static final class TrialException extends AbandonedException {
    private static final long serialVersionUID = 1L;

    TrialException() {
      super("only tried", null);
    }
  }
}
