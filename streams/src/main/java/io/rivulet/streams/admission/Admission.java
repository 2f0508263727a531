package io.rivulet.streams.admission;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.session.SessionEventMapping;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What the topology lets in. A record that could not be stored, passed on or judged is refused when
 * it is read, whole and once, so that no rule ever meets one: it goes to the dead letters with what
 * was wrong. Bridge and desk write nothing that is refused here; topics are open to others.
 */
public final class Admission {
  /** The bridge takes payloads up to half of this. */
  private static final int SAMPLE_BYTES_MAX = 128 * 1024;

  /** What a person or a command says about a session is short. */
  private static final int EVENT_BYTES_MAX = 16 * 1024;

  private static final int NAME_CHARACTERS_MAX = 256;
  private static final int LIST_MAX = 64;

  private Admission() {}

  /** A serde that reads only what may come in. */
  public static <T extends SpecificRecord> Serde<T> serde(Serde<T> serde) {
    return Serdes.serdeFrom(
        serde.serializer(),
        (topic, bytes) -> {
          if (bytes == null) {
            throw new IllegalArgumentException("a record of " + topic + " has no value");
          }
          T record = serde.deserializer().deserialize(topic, bytes);
          check(record, bytes.length);
          return record;
        });
  }

  /** A serde of keys, of which there must be one. */
  public static Serde<String> keys() {
    Serde<String> serde = Serdes.String();
    return Serdes.serdeFrom(
        serde.serializer(),
        (topic, bytes) -> {
          if (bytes == null) {
            throw new IllegalArgumentException("a record of " + topic + " has no key");
          }
          return serde.deserializer().deserialize(topic, bytes);
        });
  }

  private static void check(SpecificRecord record, int bytes) {
    if (record instanceof PumpSampleRecord pump) {
      requireAtMost("sample, bytes", bytes, SAMPLE_BYTES_MAX);
      requireAtMost("site, characters", pump.getSite().length(), NAME_CHARACTERS_MAX);
      requireAtMost("alarms", pump.getAlarms().size(), LIST_MAX);
      RecordBounds.requireHeld("receivedTime", pump.getReceivedTime());
      ReadingMapping.pump(pump);
    } else if (record instanceof VitalsSampleRecord vitals) {
      requireAtMost("sample, bytes", bytes, SAMPLE_BYTES_MAX);
      requireAtMost("site, characters", vitals.getSite().length(), NAME_CHARACTERS_MAX);
      RecordBounds.requireHeld("receivedTime", vitals.getReceivedTime());
      ReadingMapping.vitals(vitals);
    } else if (record instanceof SessionEventRecord event) {
      requireAtMost("event, bytes", bytes, EVENT_BYTES_MAX);
      new SessionId(event.getSession());
      if (event.getEventId().isBlank()) {
        throw new IllegalArgumentException("an event of " + event.getSession() + " has no id");
      }
      SessionEventMapping.event(event);
      RecordBounds.check(event);
    } else {
      requireAtMost("record, bytes", bytes, SAMPLE_BYTES_MAX);
      RecordBounds.check(record);
    }
  }

  private static void requireAtMost(String what, int found, int most) {
    if (found > most) {
      throw new IllegalArgumentException(what + ": " + found + "; at most " + most);
    }
  }
}
