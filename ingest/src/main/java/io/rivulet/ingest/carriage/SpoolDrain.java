package io.rivulet.ingest.carriage;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.admission.PublicationBytes;
import io.rivulet.ingest.kafka.KafkaOutlet;
import io.rivulet.ingest.kafka.KafkaWriter;
import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.ingest.spool.Spool;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Brings what waits in the spool to Kafka, oldest first, and forgets it there only when Kafka has
 * stored it and everything before it. At most {@link #WINDOW} messages are under way; the first
 * after an outage goes alone, to try whether Kafka really stores again.
 *
 * <p>Used by the carrier's thread; completions come on Kafka's.
 */
public final class SpoolDrain {
  /** Messages under way at once. */
  public static final int WINDOW = 512;

  private static final int READS_PER_TURN = 128;

  private final Spool spool;
  private final Function<Publication, Outcome> decide;
  private final BiFunction<Publication, Exception, Outcome> refuse;
  private final BridgeMetrics metrics;
  private final Deque<Parcel> underWay = new ArrayDeque<>();
  private boolean caughtUp;
  private boolean proven;

  SpoolDrain(
      Spool spool,
      Function<Publication, Outcome> decide,
      BiFunction<Publication, Exception, Outcome> refuse,
      BridgeMetrics metrics) {
    this.spool = spool;
    this.decide = decide;
    this.refuse = refuse;
    this.metrics = metrics;
    this.caughtUp = spool.isEmpty();
  }

  /** One stored message on its way. */
  private final class Parcel implements KafkaWriter.Completion {
    private final long end;
    private final Publication publication;
    private final long sentNanos;
    private final KafkaOutlet outlet;
    private final KafkaWriter writer;
    private Outcome outcome;
    private volatile boolean stored;
    private volatile Exception refusal;

    Parcel(
        long end,
        Publication publication,
        Outcome outcome,
        KafkaOutlet outlet,
        KafkaWriter writer) {
      this.end = end;
      this.publication = publication;
      this.outcome = outcome;
      this.outlet = outlet;
      this.writer = writer;
      this.sentNanos = System.nanoTime();
    }

    @Override
    public void stored() {
      metrics.stored(outcome);
      stored = true;
    }

    @Override
    public void refused(Exception cause) {
      if (outcome instanceof Outcome.Refused) {
        failed(cause);
      } else {
        refusal = cause;
      }
    }

    @Override
    public void failed(Exception cause) {
      outlet.lost(writer, "Kafka did not store a message from the spool: " + cause);
    }
  }

  /** Whether everything in the spool is at least on its way, so that what is new may follow. */
  boolean isCaughtUp() {
    return caughtUp;
  }

  /** Whether Kafka stored something of the spool since the last outage, or had nothing to. */
  boolean isProven() {
    return proven || (caughtUp && underWay.isEmpty());
  }

  /** Something was put into the spool. */
  void appended() {
    caughtUp = false;
  }

  /** Kafka went away: whatever it did not confirm is read again. */
  void interrupted() {
    underWay.clear();
    proven = false;
    spool.rewind();
    caughtUp = spool.isEmpty();
  }

  /** How long the oldest message has been under way, ns; 0 where none is. */
  long oldestNanos(long nowNanos) {
    return underWay.isEmpty() ? 0 : nowNanos - underWay.peek().sentNanos;
  }

  boolean isUnderWay() {
    return !underWay.isEmpty();
  }

  /**
   * Forgets what arrived and sends more.
   *
   * @throws IOException where the spool cannot be read or written
   */
  void advance(KafkaOutlet outlet, KafkaWriter writer) throws IOException {
    settle();
    int window = proven ? WINDOW : 1;
    for (int reads = 0; reads < READS_PER_TURN && underWay.size() < window; reads++) {
      Optional<Spool.Entry> entry = spool.read();
      if (entry.isEmpty()) {
        caughtUp = true;
        return;
      }
      send(entry.get(), outlet, writer);
    }
  }

  private void send(Spool.Entry entry, KafkaOutlet outlet, KafkaWriter writer) {
    Publication publication;
    Outcome outcome;
    try {
      publication = PublicationBytes.read(entry.record());
      outcome = decide.apply(publication);
    } catch (IOException e) {
      // Whole, by its checksum, but of another version: kept in quarantine, as it is.
      publication = new Publication("spool", entry.record(), false, entry.appended());
      outcome = refuse.apply(publication, e);
    }
    Parcel parcel = new Parcel(entry.end(), publication, outcome, outlet, writer);
    underWay.add(parcel);
    writer.write(outcome, parcel);
  }

  private void settle() throws IOException {
    long end = -1;
    while (!underWay.isEmpty()) {
      Parcel parcel = underWay.peek();
      if (parcel.refusal != null) {
        Exception cause = parcel.refusal;
        parcel.refusal = null;
        parcel.outcome = refuse.apply(parcel.publication, cause);
        parcel.writer.write(parcel.outcome, parcel);
      }
      if (!parcel.stored) {
        break;
      }
      underWay.remove();
      metrics.drained();
      end = parcel.end;
    }
    if (end >= 0) {
      proven = true;
      spool.trim(end);
    }
  }
}
