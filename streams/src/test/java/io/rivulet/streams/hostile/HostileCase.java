package io.rivulet.streams.hostile;

import io.rivulet.schemas.topic.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Something that no well-meaning part would write, and what must come of it.
 *
 * @param name what it is
 * @param sent the records, made for a victim
 * @param said what each refusal says; empty where nothing is refused
 */
record HostileCase(String name, Function<Victim, List<Sent>> sent, List<String> said) {
  /**
   * One record.
   *
   * @param topic where it is written
   * @param key its key
   * @param value its bytes, or null
   */
  record Sent(Topic topic, String key, byte[] value) {}

  /** A case whose every record is refused with these words. */
  static HostileCase refused(String name, String said, Function<Victim, Sent> sent) {
    return new HostileCase(name, victim -> List.of(sent.apply(victim)), List.of(said));
  }

  /** A case of which nothing is refused, because it does no harm. */
  static HostileCase harmless(String name, Function<Victim, List<Sent>> sent) {
    return new HostileCase(name, sent, List.of());
  }

  static Sent pump(Victim victim, SpecificRecord record) {
    return new Sent(Topic.PUMP_SAMPLES, victim.pump(), HostileWard.encoded(record));
  }

  static Sent vitals(Victim victim, SpecificRecord record) {
    return new Sent(Topic.VITALS_SAMPLES, victim.monitor(), HostileWard.encoded(record));
  }

  static Sent event(Victim victim, String id, Object event) {
    return new Sent(Topic.SESSIONS, victim.name(), HostileWard.encoded(victim.event(id, event)));
  }

  static Sent bytes(Topic topic, String key, int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return new Sent(topic, key, value);
  }

  @Override
  public String toString() {
    return name + (said.isEmpty() ? "" : " " + Arrays.toString(said.toArray()));
  }
}
