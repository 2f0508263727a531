package io.rivulet.ingest.spool;

/** The spool has no room for a record; nothing was written. It has room again after a trim. */
public final class SpoolFullException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what did not fit where. */
  SpoolFullException(String message) {
    super(message);
  }
}
