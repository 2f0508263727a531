package io.rivulet.streams.live;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit ahead of its time, because exactly-once shows results only when they are
 * committed, and somebody waits for this one. Confined to the task's thread.
 *
 * <p>It asks only while the task keeps up with what comes in: when it is behind, what it costs to
 * commit would put it further behind.
 */
public final class EarlyCommit {
  private static final Duration BEHIND = Duration.ofSeconds(1);

  private final ProcessorContext<?, ?> context;
  private final long leastMillis;
  private long askedMillis = Long.MIN_VALUE / 2;
  private boolean waiting;

  /**
   * For a task.
   *
   * @param least time between commits that are asked for; zero asks for none
   */
  public EarlyCommit(ProcessorContext<?, ?> context, Duration least) {
    this.context = context;
    this.leastMillis = least.toMillis();
  }

  /**
   * Says that something was forwarded that somebody waits for.
   *
   * @param recordMillis when what led to it was stored, epoch ms
   */
  public void urgent(long recordMillis) {
    if (leastMillis > 0 && context.currentSystemTimeMs() - recordMillis <= BEHIND.toMillis()) {
      waiting = true;
      ask();
    }
  }

  /** Asks where something still waits; called whenever the task has done something. */
  public void ask() {
    if (!waiting) {
      return;
    }
    long nowMillis = context.currentSystemTimeMs();
    if (nowMillis - askedMillis >= leastMillis) {
      askedMillis = nowMillis;
      waiting = false;
      context.commit();
    }
  }
}
