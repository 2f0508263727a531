package io.rivulet.console.history;

/** As many answers as allowed are under way. */
final class TooManyStreamsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyStreamsException(String message) {
    super(message);
  }
}
