package io.rivulet.streams.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * A record that was set aside: where it lay, why, and its bytes as far as they fit. The headers are
 * named as Kafka Streams names them.
 *
 * @param origin topic, partition and offset
 * @param failure class of the failure
 * @param reason in words, at most 1,000 characters
 * @param key at most 1 KiB of the key; null where there was none
 * @param value at most 64 KiB of the value; null where there was none
 * @param valueBytes how long the value was
 */
record DeadLetter(
    Origin origin, String failure, String reason, byte[] key, byte[] value, int valueBytes) {
  private static final int REASON_CHARACTERS_MAX = 1_000;
  private static final int KEY_BYTES_MAX = 1_024;
  private static final int VALUE_BYTES_MAX = 64 * 1_024;

  /** Where a record lay. */
  record Origin(String topic, int partition, long offset) {}

  static DeadLetter of(ErrorHandlerContext context, byte[] key, byte[] value, Exception failure) {
    return new DeadLetter(
        new Origin(context.topic(), context.partition(), context.offset()),
        failure.getClass().getName(),
        reason(failure),
        cut(key, KEY_BYTES_MAX),
        cut(value, VALUE_BYTES_MAX),
        value == null ? 0 : value.length);
  }

  /** As a record of the dead letters' topic. */
  ProducerRecord<byte[], byte[]> record(String topic) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    Headers headers = record.headers();
    put(headers, "exception", failure);
    put(headers, "message", reason);
    put(headers, "topic", origin.topic());
    put(headers, "partition", Integer.toString(origin.partition()));
    put(headers, "offset", Long.toString(origin.offset()));
    put(headers, "value.bytes", Integer.toString(valueBytes));
    return record;
  }

  private static void put(Headers headers, String name, String value) {
    headers.add("__streams.errors." + name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** What the failure says, and what it says was the reason. */
  private static String reason(Exception failure) {
    StringBuilder reason = new StringBuilder(said(failure));
    Throwable cause = failure.getCause();
    if (cause != null && cause != failure) {
      reason.append(": ").append(said(cause));
    }
    return reason.substring(0, Math.min(reason.length(), REASON_CHARACTERS_MAX));
  }

  private static String said(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
  }

  private static byte[] cut(byte[] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }
}
