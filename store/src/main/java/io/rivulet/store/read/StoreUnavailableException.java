package io.rivulet.store.read;

import java.sql.SQLException;

/** A question the database could not answer. The caller may ask again. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Names what was asked.
   *
   * @param question such as {@code sessions}
   * @param cause what the database said
   */
  public StoreUnavailableException(String question, SQLException cause) {
    super("the store could not answer \"" + question + "\": " + cause.getMessage(), cause);
  }
}
