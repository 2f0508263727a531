package io.rivulet.console.access;

/** A page in whose place another is shown. */
public final class SentElsewhereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Names it.
   *
   * @param path of this console, beginning with one slash
   */
  public SentElsewhereException(String path) {
    super("sent to " + path);
    this.path = path;
  }

  /** Where to. */
  public String path() {
    return path;
  }
}
