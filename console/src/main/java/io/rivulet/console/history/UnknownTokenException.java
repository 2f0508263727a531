package io.rivulet.console.history;

/** A request without a known token. */
final class UnknownTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
