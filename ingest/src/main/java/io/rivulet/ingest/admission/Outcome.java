package io.rivulet.ingest.admission;

import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.topic.Topic;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** What becomes of a received message. Every message has one: nothing is dropped. */
public sealed interface Outcome {
  /** Where it goes. */
  Topic topic();

  /** The record's key. */
  String key();

  /** The record. */
  SpecificRecord record();

  /**
   * Taken.
   *
   * @param topic telemetry or status
   * @param key the device
   * @param record what the device said, in canonical units
   */
  record Bridged(Topic topic, String key, SpecificRecord record) implements Outcome {
    /** Refuses anything missing. */
    public Bridged {
      Objects.requireNonNull(topic, "topic");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(record, "record");
    }
  }

  /**
   * Refused, whole, and kept with the reason.
   *
   * @param record the message as received and what is wrong with it
   */
  record Refused(QuarantineRecord record) implements Outcome {
    /** Refuses a missing record. */
    public Refused {
      Objects.requireNonNull(record, "record");
    }

    @Override
    public Topic topic() {
      return Topic.QUARANTINE;
    }

    /** The device where it is known, otherwise the MQTT topic. */
    @Override
    public String key() {
      return record.getDevice() == null ? record.getOrigin() : record.getDevice();
    }
  }
}
