package io.rivulet.ingest.mqtt;

/** The bridge has no working connection. The message is for whoever runs it. */
public final class LinkException extends Exception {
  private static final long serialVersionUID = 1L;

  LinkException(String message) {
    super(message);
  }

  LinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
