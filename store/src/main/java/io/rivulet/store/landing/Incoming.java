package io.rivulet.store.landing;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that was read and understood.
 *
 * @param source the record as it is in Kafka
 * @param value what it says
 */
record Incoming<T>(ConsumerRecord<byte[], byte[]> source, T value) {}
