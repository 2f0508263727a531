package io.rivulet.console.history;

/** Nothing that the client accepts is written here. */
final class NotAcceptableException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
