package io.rivulet.store.landing;

import io.rivulet.runtime.kafka.FencedException;
import io.rivulet.runtime.kafka.OffsetMove;
import io.rivulet.runtime.kafka.RecordTaker;
import io.rivulet.store.database.Capabilities;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Lands what is read. The schema is brought up to date first; then a batch is prepared while the
 * one before is landed.
 */
final class LandingTaker implements RecordTaker {
  private final Preparation preparation;
  private final BatchTransaction transaction;
  private final LandingLane lane;
  private final SinkMetrics metrics;
  private volatile Optional<Capabilities> capabilities = Optional.empty();

  LandingTaker(Preparation preparation, BatchTransaction transaction, SinkMetrics metrics) {
    this.preparation = preparation;
    this.transaction = transaction;
    this.lane = new LandingLane(transaction);
    this.metrics = metrics;
  }

  /** What the database offers, once the schema is up to date. */
  Optional<Capabilities> capabilities() {
    return capabilities;
  }

  @Override
  public List<String> prepare() throws SQLException {
    Capabilities offered = preparation.run();
    transaction.limitTo(offered);
    capabilities = Optional.of(offered);
    return transaction.topics();
  }

  @Override
  public Map<TopicPartition, Long> positions(Map<TopicPartition, Long> beginnings)
      throws SQLException {
    return transaction.positions(beginnings);
  }

  @Override
  public void take(ConsumerRecords<byte[], byte[]> records, List<OffsetMove> moves)
      throws SQLException, FencedException {
    BatchTransaction.Batch batch = transaction.prepare(records);
    settle();
    lane.begin(batch, moves);
  }

  @Override
  public void settle() throws SQLException, FencedException {
    lane.settle().ifPresent(done -> metrics.landed(done.topics(), done.time()));
  }

  @Override
  public void skip(List<OffsetMove> moves) throws SQLException, FencedException {
    transaction.skip(moves);
  }

  @Override
  public void close() {
    lane.close();
  }
}
