package io.rivulet.simulator.trace;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.payload.PayloadKind;
import java.time.Instant;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;

/**
 * One message of a replayed device.
 *
 * @param device who sends it
 * @param kind which of its topics
 * @param sequence the device's own count, from 0, rising in event order
 * @param time when it happened, shifted
 * @param charted when it was written down, shifted; where it rests on several rows, the latest
 * @param payload what it says
 */
public record PlannedMessage(
    DeviceId device,
    PayloadKind kind,
    long sequence,
    Instant time,
    Instant charted,
    SpecificRecord payload) {
  /** As things happened. */
  public static final Comparator<PlannedMessage> BY_EVENT =
      Comparator.comparing(PlannedMessage::time)
          .thenComparing(PlannedMessage::device)
          .thenComparingLong(PlannedMessage::sequence);

  /** As things were written down, hours late at times. */
  public static final Comparator<PlannedMessage> BY_INGEST =
      Comparator.comparing(PlannedMessage::charted).thenComparing(BY_EVENT);
}
