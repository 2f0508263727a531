package io.rivulet.alerting.intake;

import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that cannot be taken.
 *
 * @param source the record as it is in Kafka
 * @param detail what was wrong, in words
 */
record SetAside(ConsumerRecord<byte[], byte[]> source, Reason reason, String detail) {
  /** Why a record cannot be taken. */
  enum Reason {
    /** The bytes are no record of the topic's schema, or there are none. */
    UNDECODABLE,
    /** It says what no alert can say. */
    REFUSED,
    /** The rules or the database failed on it. */
    FAILED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
