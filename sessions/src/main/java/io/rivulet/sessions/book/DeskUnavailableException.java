package io.rivulet.sessions.book;

/** Kafka cannot be asked, or did not answer in time; nothing is known to have been recorded. */
public final class DeskUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what did not answer. */
  public DeskUnavailableException(String message) {
    super(message);
  }

  /** Says what did not answer, and how. */
  public DeskUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
