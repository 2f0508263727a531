package io.rivulet.alerting.ledger;

/** The rules cannot take a statement; nothing of its batch was done. */
public final class FailedStatementException extends AbandonedException {
  private static final long serialVersionUID = 1L;

  private final int index;

  FailedStatementException(int index, RuntimeException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.index = index;
  }

  /** Which one of the batch, from 0. */
  public int index() {
    return index;
  }
}
