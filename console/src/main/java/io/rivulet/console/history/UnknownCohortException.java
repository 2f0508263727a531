package io.rivulet.console.history;

/** Whoever asks has no cohort of this name and version. */
final class UnknownCohortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownCohortException(String message) {
    super(message);
  }
}
