package io.rivulet.onebox.backtest;

import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/**
 * Something that reached the topology: a session event when it was recorded, or a sample or a
 * device's status when it was received.
 *
 * @param time when it came
 * @param record a {@code SessionEventRecord}, {@code PumpSampleRecord}, {@code VitalsSampleRecord}
 *     or {@code DeviceStatusRecord}
 */
public record Arrival(Instant time, SpecificRecord record) {
  /** Refuses missing parts. */
  public Arrival {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(record, "record");
  }
}
