package io.rivulet.store.landing;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that fits no table.
 *
 * @param source the record as it is in Kafka
 * @param reason why
 * @param detail what was wrong, in words
 * @param device the device, or null where it is not known
 */
record Unlandable(
    ConsumerRecord<byte[], byte[]> source, Reason reason, String detail, String device) {
  /** Why a record fits no table. */
  enum Reason {
    /** The bytes are no record of the topic's schema, or there are none. */
    UNDECODABLE,
    /** The database refused the row for what it holds. */
    CONSTRAINT,
    /** Another sample with the same device, time and sequence, but other content, was first. */
    CONTRADICTION
  }
}
