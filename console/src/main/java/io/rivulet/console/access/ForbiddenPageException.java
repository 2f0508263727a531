package io.rivulet.console.access;

/** A page that none of the caller's roles may see. */
public final class ForbiddenPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** There is nothing to say of it but that. */
  public ForbiddenPageException() {
    super("none of the caller's roles may see this page");
  }
}
