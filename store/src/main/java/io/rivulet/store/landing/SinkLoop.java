package io.rivulet.store.landing;

import io.rivulet.runtime.health.Readiness;
import io.rivulet.store.database.Capabilities;
import io.rivulet.store.landing.SinkOffsets.Move;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sink does: poll, prepare, land, and after anything unexpected go back to where the
 * database says landing stands. A batch is prepared while the one before is landed. Recovery has
 * this one way only, because it is right whatever happened: a batch that failed, a commit whose
 * answer was lost, another sink that was first, a rebalance.
 *
 * <p>While it waits to try again it keeps polling with every partition paused, so that it stays in
 * its group; no record is held in memory meanwhile.
 */
final class SinkLoop implements Runnable, ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration WAITING_POLL = Duration.ofMillis(100);
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Preparation preparation;
  private final BatchTransaction transaction;
  private final LandingLane lane;
  private final SinkMetrics metrics;
  private final Backoff backoff = new Backoff();

  /** Where reading stands: beyond what landed by the batch under way. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private volatile boolean closing;
  private volatile Readiness readiness = new Readiness(false, "starting");
  private volatile Optional<Capabilities> capabilities = Optional.empty();
  private boolean positionsKnown;

  SinkLoop(
      Consumer<byte[], byte[]> consumer,
      Preparation preparation,
      BatchTransaction transaction,
      SinkMetrics metrics) {
    this.consumer = consumer;
    this.preparation = preparation;
    this.transaction = transaction;
    this.lane = new LandingLane(transaction);
    this.metrics = metrics;
  }

  /** What the database offers, once the schema is up to date. */
  Optional<Capabilities> capabilities() {
    return capabilities;
  }

  Readiness readiness() {
    return readiness;
  }

  /** Ends the loop after the batch in hand. */
  void close() {
    closing = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try {
      prepare();
      while (!closing) {
        step();
      }
      landRest();
      readiness = new Readiness(false, "closed");
    } catch (Throwable e) {
      readiness = new Readiness(false, "landing has ended: " + e);
      LOG.error("Landing has ended", e);
      throw e;
    } finally {
      lane.close();
      metrics.close();
      consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
    }
  }

  private void prepare() {
    boolean prepared = false;
    while (!prepared && !closing) {
      try {
        Capabilities offered = preparation.run();
        transaction.limitTo(offered);
        capabilities = Optional.of(offered);
        prepared = true;
      } catch (SQLException | RuntimeException e) {
        failed("the schema cannot be brought up to date", e);
      }
    }
    backoff.reset();
    consumer.subscribe(transaction.topics(), this);
  }

  private void step() {
    try {
      if (!positionsKnown) {
        reposition();
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      land(records);
      backoff.reset();
      reportWell();
    } catch (WakeupException e) {
      LOG.debug("Woken to close");
    } catch (FencedException e) {
      metrics.fenced();
      LOG.info("Reading again from where the database stands: {}", e.getMessage());
      positionsKnown = false;
      pauseAll();
    } catch (OffsetOutOfRangeException e) {
      outOfRange(e);
    } catch (SQLException e) {
      failed("the database does not take rows", e);
    } catch (RuntimeException e) {
      failed("landing failed", e);
    }
  }

  private void land(ConsumerRecords<byte[], byte[]> records) throws SQLException, FencedException {
    List<Move> moves = new ArrayList<>();
    // Also without records: behind the last record of a transaction Kafka keeps a marker.
    positions.forEach(
        (partition, from) -> {
          long to = consumer.position(partition);
          if (to > from) {
            moves.add(new Move(partition, from, to, 0));
          }
        });
    if (moves.isEmpty()) {
      settle();
      return;
    }
    BatchTransaction.Batch batch = transaction.prepare(records);
    settle();
    lane.begin(batch, moves);
    moves.forEach(move -> positions.put(move.partition(), move.to()));
  }

  private void settle() throws SQLException, FencedException {
    lane.settle().ifPresent(done -> metrics.landed(done.topics(), done.time()));
  }

  /** The batch under way is landed before the sink ends; where it fails, the next sink lands it. */
  private void landRest() {
    try {
      settle();
    } catch (SQLException | FencedException | RuntimeException e) {
      LOG.info("The last batch was not landed, and will be by the next sink: {}", e.toString());
    }
  }

  /** What cannot be landed now is landed from the database's position later. */
  private void abandon() {
    try {
      settle();
    } catch (SQLException | FencedException | RuntimeException e) {
      LOG.info("The batch under way was not landed, and is read again: {}", e.toString());
      positionsKnown = false;
    }
  }

  private void reposition() throws SQLException {
    abandon();
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    if (!consumer.assignment().isEmpty()) {
      beginnings.putAll(consumer.beginningOffsets(consumer.assignment()));
    }
    positions.clear();
    positions.putAll(beginnings.isEmpty() ? beginnings : transaction.positions(beginnings));
    positions.forEach(consumer::seek);
    consumer.resume(consumer.paused());
    positionsKnown = true;
  }

  /** Kafka deletes by age; what was deleted before it could be landed is counted and skipped. */
  private void outOfRange(OffsetOutOfRangeException failure) {
    try {
      settle();
      Collection<TopicPartition> partitions = failure.partitions();
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      List<Move> skips = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        long from = positions.get(partition);
        long to = beginnings.get(partition);
        if (to < from) {
          throw new IllegalStateException(
              "%s was landed up to offset %d, which Kafka does not have: the topic was made anew; land it into an empty database, or delete its rows of rivulet.sink_offset"
                  .formatted(partition, from));
        }
        skips.add(new Move(partition, from, to, to - from));
      }
      transaction.skip(skips);
      for (Move skip : skips) {
        LOG.error("Kafka deleted {} offsets of {} unlanded", skip.lost(), skip.partition());
        metrics.lost(skip.partition().topic(), skip.lost());
      }
      positionsKnown = false;
    } catch (SQLException | FencedException | RuntimeException e) {
      failed("positions cannot be mended", e);
    }
  }

  private void reportWell() {
    long lag = 0;
    for (TopicPartition partition : positions.keySet()) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    metrics.lag(lag);
    readiness =
        positions.isEmpty()
            ? new Readiness(false, "no partition is assigned to this sink")
            : new Readiness(
                true, "landing %d partitions, %d records behind".formatted(positions.size(), lag));
  }

  private void failed(String what, Exception e) {
    metrics.failed();
    positionsKnown = false;
    Duration wait = backoff.next();
    readiness = new Readiness(false, what + ": " + e.getMessage());
    LOG.warn("{}; trying again in {} ms: {}", what, wait.toMillis(), e.toString());
    LOG.debug("{}", what, e);
    try {
      pauseAll();
      long deadline = System.nanoTime() + wait.toNanos();
      while (!closing && System.nanoTime() < deadline) {
        waitInGroup();
      }
    } catch (WakeupException wakeup) {
      LOG.debug("Woken to close");
    } catch (RuntimeException inWaiting) {
      LOG.warn("While waiting: {}", inWaiting.toString());
    }
  }

  private void waitInGroup() {
    if (consumer.subscription().isEmpty()) {
      LockSupport.parkNanos(WAITING_POLL.toNanos());
    } else if (!consumer.poll(WAITING_POLL).isEmpty()) {
      throw new IllegalStateException("records came from a paused partition; they are read again");
    }
  }

  private void pauseAll() {
    consumer.pause(consumer.assignment());
  }

  /** No I/O here: the partitions wait, paused, until {@link #reposition} knows where to begin. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.info("Assigned {}", partitions);
    partitions.forEach(partition -> consumer.seek(partition, 0));
    consumer.pause(partitions);
    positionsKnown = false;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      LOG.info("Revoked {}", partitions);
      // Whoever takes them over would find them held, and its first batch fenced off.
      abandon();
      positions.keySet().removeAll(partitions);
    }
  }
}
