package io.rivulet.console.backtest;

/** Nobody wants the rest. */
public final class BacktestCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says so. */
  public BacktestCancelledException() {
    super("cancelled");
  }
}
