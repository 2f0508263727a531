package io.rivulet.onebox.cli;

/** Exit codes. */
final class Exit {
  /** Done. */
  static final int DONE = 0;

  /** Failed, with a reason on stderr. */
  static final int FAILED = 1;

  /** The command line was not understood. */
  static final int USAGE = 2;

  private Exit() {}
}
