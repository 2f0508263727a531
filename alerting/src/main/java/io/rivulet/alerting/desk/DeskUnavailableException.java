package io.rivulet.alerting.desk;

/** The database does not answer: what was asked may or may not be done; ask again. */
public final class DeskUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Because of something else. */
  public DeskUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
