package io.rivulet.simulator.session;

/** A session event that could not be recorded. The message names the topic and the cause. */
public final class SessionSinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what could not be recorded and why. */
  public SessionSinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
