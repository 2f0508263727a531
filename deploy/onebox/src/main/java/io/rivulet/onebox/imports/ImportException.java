package io.rivulet.onebox.imports;

/**
 * An import that cannot go on. The message names the file or server, what is wrong and the way out.
 */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public ImportException(String message) {
    super(message);
  }

  /** Says what is wrong, and why. */
  public ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}
