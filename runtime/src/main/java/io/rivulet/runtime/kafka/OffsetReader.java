package io.rivulet.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.runtime.health.Readiness;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Kafka from where a database says that reading stands: poll, take, and after anything
 * unexpected go back to what the database says. Recovery has this one way only, because it is right
 * whatever happened: a batch that failed, a commit whose answer was lost, another instance that was
 * first, a rebalance. So each record counts exactly once. Kafka is told where reading stands, for
 * those who watch, and never asked.
 *
 * <p>While it waits to try again it keeps polling with every partition paused, so that it stays in
 * its group; no record is held in memory meanwhile.
 */
public final class OffsetReader implements Runnable, ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(OffsetReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration WAITING_POLL = Duration.ofMillis(50);
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TELL_INTERVAL = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final RecordTaker taker;
  private final Backoff backoff;
  private final String doing;
  private final ReadingMetrics metrics;

  /** Where reading stands: beyond what was taken, or is under way. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private volatile boolean closing;
  private volatile Readiness readiness;
  private boolean inGroup;
  private boolean positionsKnown;
  private int failuresInARow;
  private long toldAtNanos = System.nanoTime() - TELL_INTERVAL.toNanos();

  /**
   * A reader; {@link #run} is for a thread of its own.
   *
   * @param consumer without positions of its own; closed at the end
   * @param backoff pauses after failures
   * @param doing one word for it in messages, such as {@code landing}
   * @param metricPrefix what the names of its meters begin with
   */
  public OffsetReader(
      Consumer<byte[], byte[]> consumer,
      RecordTaker taker,
      Backoff backoff,
      String doing,
      String metricPrefix,
      MeterRegistry registry) {
    this.consumer = consumer;
    this.taker = taker;
    this.backoff = backoff;
    this.doing = doing;
    this.metrics = new ReadingMetrics(registry, metricPrefix);
    this.readiness = new Readiness(false, doing + " has not begun");
  }

  /** Whether it is reading now, or what it waits for. */
  public Readiness readiness() {
    return readiness;
  }

  /** Ends it after the batch in hand. */
  public void close() {
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
      takeRest();
      readiness = new Readiness(false, doing + " has ended");
    } catch (Throwable e) {
      readiness = new Readiness(false, doing + " has ended: " + e);
      LOG.error("{} has ended", doing, e);
      throw e;
    } finally {
      taker.close();
      metrics.close();
      consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
    }
  }

  private void prepare() {
    boolean prepared = false;
    while (!prepared && !closing) {
      try {
        consumer.subscribe(taker.prepare(), this);
        prepared = true;
      } catch (SQLException | RuntimeException e) {
        failed(doing + " cannot be prepared", e);
      }
    }
    failuresInARow = 0;
  }

  private void step() {
    try {
      if (!positionsKnown) {
        reposition();
      }
      take(consumer.poll(POLL));
      failuresInARow = 0;
      reportWell();
    } catch (WakeupException e) {
      LOG.debug("woken to close");
    } catch (FencedException e) {
      metrics.fenced();
      LOG.info("{}: reading again from where the database stands: {}", doing, e.getMessage());
      positionsKnown = false;
      pauseAll();
    } catch (OffsetOutOfRangeException e) {
      outOfRange(e);
    } catch (SQLException e) {
      failed("the database does not take records", e);
    } catch (RuntimeException e) {
      failed(doing + " failed", e);
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records) throws SQLException, FencedException {
    List<OffsetMove> moves = new ArrayList<>();
    // Also without records: behind the last record of a transaction Kafka keeps a marker.
    positions.forEach(
        (partition, from) -> {
          long to = consumer.position(partition);
          if (to > from) {
            moves.add(new OffsetMove(partition, from, to, 0));
          }
        });
    if (moves.isEmpty()) {
      taker.settle();
      tellKafka();
      return;
    }
    taker.take(records, moves);
    tellKafka();
    moves.forEach(move -> positions.put(move.partition(), move.to()));
  }

  /**
   * Kafka is told now and then where the database stood, which whoever watches how far groups are
   * behind asks it for. Nothing is read by it, so an answer is not waited for.
   */
  private void tellKafka() {
    long now = System.nanoTime();
    if (positions.isEmpty() || now - toldAtNanos < TELL_INTERVAL.toNanos()) {
      return;
    }
    toldAtNanos = now;
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    consumer.commitAsync(
        offsets,
        (told, failure) -> {
          if (failure != null) {
            LOG.debug("{}: Kafka was not told where reading stands", doing, failure);
          }
        });
  }

  /** The batch under way is taken before this ends; where it fails, whoever reads next takes it. */
  private void takeRest() {
    try {
      taker.settle();
    } catch (SQLException | FencedException | RuntimeException e) {
      LOG.info(
          "{}: the last batch was not taken, and will be by the next: {}", doing, e.toString());
    }
  }

  /** What cannot be taken now is read from the database's position later. */
  private void abandon() {
    try {
      taker.settle();
    } catch (SQLException | FencedException | RuntimeException e) {
      LOG.info("{}: the batch under way was not taken, and is read again: {}", doing, e.toString());
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
    positions.putAll(beginnings.isEmpty() ? beginnings : taker.positions(beginnings));
    positions.forEach(consumer::seek);
    consumer.resume(consumer.paused());
    positionsKnown = true;
  }

  /** Kafka deletes by age; what was deleted before it could be read is counted and skipped. */
  private void outOfRange(OffsetOutOfRangeException failure) {
    try {
      taker.settle();
      Collection<TopicPartition> partitions = failure.partitions();
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      List<OffsetMove> skips = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        long from = positions.get(partition);
        long to = beginnings.get(partition);
        if (to <= from) {
          throw new IllegalStateException(
              "%s was read up to offset %d, which Kafka does not have: the topic was made anew; read it into an empty database, or delete its rows of the table of offsets"
                  .formatted(partition, from));
        }
        skips.add(new OffsetMove(partition, from, to, to - from));
      }
      taker.skip(skips);
      for (OffsetMove skip : skips) {
        LOG.error("Kafka deleted {} offsets of {} unread", skip.lost(), skip.partition());
        metrics.lost(skip.partition().topic(), skip.lost());
      }
      positionsKnown = false;
    } catch (SQLException | FencedException | RuntimeException e) {
      failed("positions cannot be mended", e);
    }
  }

  private void reportWell() {
    if (!positionsKnown) {
      // What was just assigned is looked up in the next step.
      return;
    }
    long lag = 0;
    for (TopicPartition partition : positions.keySet()) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    metrics.lag(lag);
    if (!inGroup) {
      readiness = new Readiness(false, "Kafka has not assigned partitions yet");
    } else if (positions.isEmpty()) {
      readiness = new Readiness(true, "standing by: other instances have every partition");
    } else {
      readiness =
          new Readiness(
              true, "%s %d partitions, %d records behind".formatted(doing, positions.size(), lag));
    }
  }

  private void failed(String what, Exception e) {
    metrics.failed();
    positionsKnown = false;
    failuresInARow++;
    Duration wait = backoff.delay(failuresInARow, ThreadLocalRandom.current().nextDouble());
    readiness = new Readiness(false, what + ": " + e.getMessage());
    LOG.warn("{}; trying again in {} ms: {}", what, wait.toMillis(), e.toString());
    LOG.debug("{}", what, e);
    try {
      pauseAll();
      long deadlineNanos = System.nanoTime() + wait.toNanos();
      while (!closing && System.nanoTime() < deadlineNanos) {
        waitInGroup();
      }
    } catch (WakeupException wakeup) {
      LOG.debug("woken to close");
    } catch (RuntimeException inWaiting) {
      LOG.warn("while waiting: {}", inWaiting.toString());
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
    LOG.info("{}: assigned {}", doing, partitions);
    partitions.forEach(partition -> consumer.seek(partition, 0));
    consumer.pause(partitions);
    inGroup = true;
    positionsKnown = false;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      LOG.info("{}: revoked {}", doing, partitions);
      // Whoever takes them over would find them held, and its first batch fenced off.
      abandon();
      positions.keySet().removeAll(partitions);
    }
  }
}
