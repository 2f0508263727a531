package io.rivulet.runtime.http;

/** A body that cannot be read as the form it has to be; the message names field, value and form. */
public final class MalformedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what cannot be read. */
  public MalformedBodyException(String message) {
    super(message);
  }
}
