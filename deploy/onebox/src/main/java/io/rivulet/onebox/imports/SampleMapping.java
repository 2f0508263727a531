package io.rivulet.onebox.imports;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadMapping;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.simulator.trace.PlannedMessage;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Samples as the bridge would have written them, by the same mapping and the same checks. */
final class SampleMapping {
  private SampleMapping() {}

  /**
   * The record of a message.
   *
   * @param received when it is imported
   * @throws RefusedPayloadException where the bridge would have refused it
   */
  static SpecificRecord record(PlannedMessage message, Instant received)
      throws RefusedPayloadException {
    return message.payload() instanceof PumpPayload pump
        ? PayloadMapping.pump(pump, received, false)
        : PayloadMapping.vitals((VitalsPayload) message.payload(), received, false);
  }

  /** The topic it belongs in. */
  static Topic topic(PlannedMessage message) {
    return message.payload() instanceof PumpPayload ? Topic.PUMP_SAMPLES : Topic.VITALS_SAMPLES;
  }
}
