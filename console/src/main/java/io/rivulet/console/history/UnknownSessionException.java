package io.rivulet.console.history;

/** Nothing is known of a session. */
final class UnknownSessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSessionException(String message) {
    super(message);
  }
}
