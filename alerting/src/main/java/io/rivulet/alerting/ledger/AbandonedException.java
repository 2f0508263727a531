package io.rivulet.alerting.ledger;

/** Why a transaction is not to be committed: nothing of it holds. */
public abstract class AbandonedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a reason in words. */
  protected AbandonedException(String message, Throwable cause) {
    super(message, cause);
  }
}
