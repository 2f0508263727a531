package io.rivulet.alerting.intake;

import io.rivulet.alerting.ledger.AbandonedException;
import io.rivulet.runtime.health.Readiness;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * The one thread of the intake: poll, take, and after anything unexpected go back to where the
 * database says reading stands. Recovery has this one way only, because it is right whatever
 * happened: a batch that failed, a commit whose answer was lost, another instance that was first, a
 * rebalance.
 *
 * <p>While it waits to try again it keeps polling with every partition paused, so that it stays in
 * its group; no record is held in memory meanwhile.
 */
final class IntakeLoop implements Runnable, ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration WAITING_POLL = Duration.ofMillis(50);
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final BatchIntake batches;
  private final IntakeMetrics metrics;
  private final Backoff backoff = new Backoff();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private volatile boolean closing;
  private volatile Readiness readiness = new Readiness(false, "reading has not begun");
  private boolean positionsKnown;

  IntakeLoop(
      Consumer<byte[], byte[]> consumer, String topic, BatchIntake batches, IntakeMetrics metrics) {
    this.consumer = consumer;
    this.topic = topic;
    this.batches = batches;
    this.metrics = metrics;
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
      consumer.subscribe(List.of(topic), this);
      while (!closing) {
        step();
      }
      readiness = new Readiness(false, "reading has ended");
    } catch (Throwable e) {
      readiness = new Readiness(false, "reading has ended: " + e);
      LOG.error("reading has ended", e);
      throw e;
    } finally {
      metrics.close();
      consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
    }
  }

  private void step() {
    try {
      if (!positionsKnown) {
        reposition();
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      take(records);
      backoff.reset();
      reportWell();
    } catch (WakeupException e) {
      LOG.debug("woken to close");
    } catch (FencedException e) {
      metrics.fenced();
      LOG.info("reading again from where the database stands: {}", e.getMessage());
      positionsKnown = false;
      consumer.pause(consumer.assignment());
    } catch (OffsetOutOfRangeException e) {
      outOfRange(e);
    } catch (SQLException e) {
      failed("the database does not take statements", e);
    } catch (AbandonedException | RuntimeException e) {
      failed("reading failed", e);
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records)
      throws SQLException, AbandonedException {
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
      return;
    }
    long begun = System.nanoTime();
    BatchIntake.Taken taken = batches.take(records, moves);
    moves.forEach(move -> positions.put(move.partition(), move.to()));
    metrics.taken(taken, Duration.ofNanos(System.nanoTime() - begun));
    taken
        .setAside()
        .forEach(
            record ->
                LOG.error(
                    "record {} of {} cannot be taken and is set aside: {}",
                    record.source().offset(),
                    record.source().topic() + "-" + record.source().partition(),
                    record.detail()));
  }

  private void reposition() throws SQLException {
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    if (!consumer.assignment().isEmpty()) {
      beginnings.putAll(consumer.beginningOffsets(consumer.assignment()));
    }
    positions.clear();
    positions.putAll(beginnings.isEmpty() ? beginnings : batches.positions(beginnings));
    positions.forEach(consumer::seek);
    consumer.resume(consumer.paused());
    positionsKnown = true;
  }

  /** Kafka deletes by age; what was deleted before it could be read is counted and skipped. */
  private void outOfRange(OffsetOutOfRangeException failure) {
    try {
      Collection<TopicPartition> partitions = failure.partitions();
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      List<Move> skips = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        long from = positions.get(partition);
        long to = beginnings.get(partition);
        if (to < from) {
          throw new IllegalStateException(
              "%s was read up to offset %d, which Kafka does not have: the topic was made anew; delete its rows of rivulet_alerting.intake_offset"
                  .formatted(partition, from));
        }
        skips.add(new Move(partition, from, to, to - from));
      }
      batches.skip(skips);
      for (Move skip : skips) {
        LOG.error("Kafka deleted {} offsets of {} unread", skip.lost(), skip.partition());
        metrics.lost(skip.lost());
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
        new Readiness(
            true, "reading %d partitions, %d statements behind".formatted(positions.size(), lag));
  }

  private void failed(String what, Exception e) {
    metrics.failed();
    positionsKnown = false;
    Duration wait = backoff.next();
    readiness = new Readiness(false, what + ": " + e.getMessage());
    LOG.warn("{}; trying again in {} ms: {}", what, wait.toMillis(), e.toString());
    LOG.debug("{}", what, e);
    try {
      consumer.pause(consumer.assignment());
      long deadline = System.nanoTime() + wait.toNanos();
      while (!closing && System.nanoTime() < deadline) {
        if (!consumer.poll(WAITING_POLL).isEmpty()) {
          throw new IllegalStateException("records came from a paused partition");
        }
      }
    } catch (WakeupException wakeup) {
      LOG.debug("woken to close");
    } catch (RuntimeException inWaiting) {
      LOG.warn("while waiting: {}", inWaiting.toString());
    }
  }

  /** No I/O here: the partitions wait, paused, until {@link #reposition} knows where to begin. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.info("assigned {}", partitions);
    partitions.forEach(partition -> consumer.seek(partition, 0));
    consumer.pause(partitions);
    positionsKnown = false;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      LOG.info("revoked {}", partitions);
      positions.keySet().removeAll(partitions);
    }
  }
}
