package io.rivulet.ingest.quarantine;

import java.time.Instant;
import java.util.Objects;

/** How it stands with a refused thing. */
public sealed interface EntryState {
  /** One word for it. */
  String word();

  /** Refused, and nobody has done anything about it. */
  record Open() implements EntryState {
    @Override
    public String word() {
      return "open";
    }
  }

  /** A later correction made the refusal void. */
  record Withdrawn() implements EntryState {
    @Override
    public String word() {
      return "withdrawn";
    }
  }

  /**
   * Somebody had it admitted after all.
   *
   * @param time when, last
   * @param by who
   * @param to the Kafka topic that took it
   * @param corrected whether payload or MQTT topic were corrected
   */
  record Redriven(Instant time, String by, String to, boolean corrected) implements EntryState {
    /** Refuses anything missing. */
    public Redriven {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(to, "to");
    }

    @Override
    public String word() {
      return "redriven";
    }
  }
}
