package io.rivulet.store.landing;

import io.rivulet.runtime.kafka.FencedException;
import io.rivulet.runtime.kafka.OffsetMove;
import io.rivulet.store.landing.LandedTopics.TopicLanded;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lands one batch at a time beside the thread that reads, which reads and prepares the next
 * meanwhile: so two batches are in memory at most. For one thread.
 */
final class LandingLane implements AutoCloseable {
  private final BatchTransaction transaction;
  private final ExecutorService lander =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "rivulet-sink-lander"));
  private Optional<Future<Done>> underWay = Optional.empty();

  /** What was landed, and in which time. */
  record Done(List<TopicLanded> topics, Duration time) {}

  LandingLane(BatchTransaction transaction) {
    this.transaction = transaction;
  }

  /** Begins to land a batch; the one before must be settled. */
  void begin(BatchTransaction.Batch batch, List<OffsetMove> moves) {
    if (underWay.isPresent()) {
      throw new IllegalStateException("the batch before was not settled");
    }
    underWay =
        Optional.of(
            lander.submit(
                () -> {
                  long begunNanos = System.nanoTime();
                  List<TopicLanded> landed = transaction.land(batch, moves);
                  return new Done(landed, Duration.ofNanos(System.nanoTime() - begunNanos));
                }));
  }

  /**
   * Waits for the batch under way.
   *
   * @return what became of it; empty where none was
   * @throws FencedException as {@link BatchTransaction#land}
   * @throws SQLException as {@link BatchTransaction#land}
   */
  Optional<Done> settle() throws SQLException, FencedException {
    if (underWay.isEmpty()) {
      return Optional.empty();
    }
    Future<Done> batch = underWay.get();
    try {
      Done done = batch.get();
      underWay = Optional.empty();
      return Optional.of(done);
    } catch (ExecutionException e) {
      underWay = Optional.empty();
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      // Whoever waits no longer cuts the batch off; the database says later whether it landed.
      underWay = Optional.empty();
      lander.shutdownNow();
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while a batch was being landed", e);
    }
  }

  private static RuntimeException failure(Throwable cause) throws SQLException, FencedException {
    if (cause instanceof SQLException e) {
      throw e;
    }
    if (cause instanceof FencedException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return (RuntimeException) cause;
  }

  /** Ends the thread; a batch under way is landed first. */
  @Override
  public void close() {
    lander.shutdown();
  }
}
