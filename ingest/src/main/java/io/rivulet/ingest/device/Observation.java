package io.rivulet.ingest.device;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.record.DeviceStatusRecord;
import java.util.Objects;
import java.util.Optional;

/**
 * What a message means for what is known of its device.
 *
 * @param outcome what is to be published in the message's place: the same, or, of a status, the
 *     record with what the bridge knows beside it
 * @param repeated whether the same sample came before; counted, and published all the same
 * @param statement what the bridge itself has to say of the device now, to be published to {@code
 *     device.status} under the device as key
 */
public record Observation(
    Outcome outcome, boolean repeated, Optional<DeviceStatusRecord> statement) {
  /** Refuses anything missing. */
  public Observation {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(statement, "statement");
  }
}
