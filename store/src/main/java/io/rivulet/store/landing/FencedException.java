package io.rivulet.store.landing;

/** Somebody else has moved landing on: what was read is not to be landed again. */
final class FencedException extends Exception {
  private static final long serialVersionUID = 1L;

  FencedException(String message) {
    super(message);
  }
}
