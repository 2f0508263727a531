package io.rivulet.simulator.replay;

/** A replay that did not come to its end. The message says what is missing where. */
public final class ReplayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is missing, and where to look. */
  public ReplayException(String message) {
    super(message);
  }

  /** Says what could not be done and why. */
  public ReplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
