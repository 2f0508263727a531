package io.rivulet.runtime.kafka;

/** Somebody else has moved reading on: what was read is not to be taken again. */
public final class FencedException extends Exception {
  private static final long serialVersionUID = 1L;

  FencedException(String message) {
    super(message);
  }
}
