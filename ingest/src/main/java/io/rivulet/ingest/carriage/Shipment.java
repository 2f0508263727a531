package io.rivulet.ingest.carriage;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.kafka.KafkaWriter;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One live message on its way to Kafka. Exactly one of three things becomes of it, whoever is
 * first: Kafka stores it and it is acknowledged, Kafka refuses it for good and it goes to
 * quarantine, or the carrier takes it back for the spool.
 */
public final class Shipment implements KafkaWriter.Completion {
  /** What is told, on Kafka's thread. */
  public interface Watcher {
    /** Kafka has it. */
    void stored(Receipt receipt, Outcome outcome);

    /** Kafka has it after all, but it was taken back before: it is there twice. */
    void storedTooLate();

    /** It cannot be stored as it is. */
    void refused(Receipt receipt, Exception cause);

    /** This writer stores nothing now. */
    void failed(KafkaWriter writer, Exception cause);
  }

  private enum State {
    UNDER_WAY,
    STORED,
    REFUSED,
    TAKEN_BACK
  }

  private final Receipt receipt;
  private final Outcome outcome;
  private final KafkaWriter writer;
  private final long sentNanos;
  private final Watcher watcher;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);

  Shipment(Receipt receipt, Outcome outcome, KafkaWriter writer, long sentNanos, Watcher watcher) {
    this.receipt = receipt;
    this.outcome = outcome;
    this.writer = writer;
    this.sentNanos = sentNanos;
    this.watcher = watcher;
  }

  @Override
  public void stored() {
    if (state.compareAndSet(State.UNDER_WAY, State.STORED)) {
      watcher.stored(receipt, outcome);
    } else {
      watcher.storedTooLate();
    }
  }

  @Override
  public void refused(Exception cause) {
    if (outcome instanceof Outcome.Refused) {
      // Quarantine is the last resort: a Kafka that does not take it is no Kafka to rely on.
      failed(cause);
    } else if (state.compareAndSet(State.UNDER_WAY, State.REFUSED)) {
      watcher.refused(receipt, cause);
    }
  }

  @Override
  public void failed(Exception cause) {
    watcher.failed(writer, cause);
  }

  void send() {
    writer.write(outcome, this);
  }

  /** Takes it back; false where it has ended already. */
  boolean takeBack() {
    return state.compareAndSet(State.UNDER_WAY, State.TAKEN_BACK);
  }

  boolean isUnderWay() {
    return state.get() == State.UNDER_WAY;
  }

  Receipt receipt() {
    return receipt;
  }

  long sentNanos() {
    return sentNanos;
  }
}
