package io.rivulet.store.landing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/**
 * Lands the records of one topic. A record that cannot be decoded, or that the database refuses for
 * what it holds, is set aside; the others land. Which one it is, is found by halving: a batch with
 * one bad record costs about as much again as the batch.
 */
final class TopicLanding<T extends SpecificRecord> {
  private final Deserializer<T> deserializer;
  private final TableWriter<T> writer;

  private TopicLanding(Deserializer<T> deserializer, TableWriter<T> writer) {
    this.deserializer = deserializer;
    this.writer = writer;
  }

  /** Lands records that this serde reads with this writer. */
  static <T extends SpecificRecord> TopicLanding<T> of(Serde<T> serde, TableWriter<T> writer) {
    return new TopicLanding<>(serde.deserializer(), writer);
  }

  /**
   * Reads records, which needs no database.
   *
   * @param records at least one
   */
  PreparedRows prepare(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Incoming<T>> understood = new ArrayList<>(records.size());
    List<Unlandable> undecodable = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        understood.add(new Incoming<>(record, decode(record)));
      } catch (SerializationException | IllegalArgumentException e) {
        undecodable.add(
            new Unlandable(record, Unlandable.Reason.UNDECODABLE, e.getMessage(), null));
      }
    }
    Landed setAside = new Landed(0, 0, undecodable, List.of());
    if (understood.isEmpty()) {
      return connection -> setAside;
    }
    PreparedRows rows = writer.prepare(understood);
    return connection -> setAside.plus(landOrHalve(connection, understood, rows));
  }

  private T decode(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new IllegalArgumentException("the record has no value");
    }
    T value = deserializer.deserialize(record.topic(), record.headers(), record.value());
    writer.check(value);
    return value;
  }

  private Landed landOrHalve(Connection connection, List<Incoming<T>> records) throws SQLException {
    return landOrHalve(connection, records, writer.prepare(records));
  }

  private Landed landOrHalve(Connection connection, List<Incoming<T>> records, PreparedRows rows)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      Landed landed = rows.land(connection);
      connection.releaseSavepoint(before);
      return landed;
    } catch (SQLException e) {
      if (!RefusedRow.isReasonOf(e)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      if (records.size() == 1) {
        return Landed.setAside(
            new Unlandable(
                records.get(0).source(), Unlandable.Reason.CONSTRAINT, e.getMessage(), null));
      }
      int half = records.size() / 2;
      return landOrHalve(connection, records.subList(0, half))
          .plus(landOrHalve(connection, records.subList(half, records.size())));
    }
  }
}
