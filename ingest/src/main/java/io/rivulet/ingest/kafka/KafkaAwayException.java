package io.rivulet.ingest.kafka;

/** Kafka does not answer, or lacks what is needed. The message is for whoever runs it. */
final class KafkaAwayException extends Exception {
  private static final long serialVersionUID = 1L;

  KafkaAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
