package io.rivulet.streams.simulation;

import io.rivulet.schemas.topic.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record of the clinic on its way to a topic.
 *
 * @param topic where it goes
 * @param key what it is keyed by
 * @param record what it says
 * @param occurred when what it says happened, by the true clock
 * @param arrives when Kafka has it
 * @param prompt whether no disorder may touch it
 */
record Delivery(
    Topic topic,
    String key,
    SpecificRecord record,
    Instant occurred,
    Instant arrives,
    boolean prompt) {
  Delivery arrivingAt(Instant other) {
    return new Delivery(topic, key, record, occurred, other, prompt);
  }
}
