package io.rivulet.ingest.quarantine;

/** The quarantine cannot be read or redriven from; the message says why and what to do. */
public final class QuarantineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure of its own. */
  public QuarantineException(String message) {
    super(message);
  }

  /** A failure that another caused. */
  public QuarantineException(String message, Throwable cause) {
    super(message, cause);
  }
}
