package io.rivulet.console.desk;

/** The session desk did not answer; what was sent may or may not be recorded. */
public final class DeskUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what did not answer. */
  public DeskUnreachableException(String message) {
    super(message);
  }

  /** Says what did not answer, and how. */
  public DeskUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
