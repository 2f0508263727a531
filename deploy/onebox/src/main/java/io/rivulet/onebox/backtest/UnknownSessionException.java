package io.rivulet.onebox.backtest;

/** A session was asked for that the range does not hold. */
public final class UnknownSessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSessionException(String message) {
    super(message);
  }
}
