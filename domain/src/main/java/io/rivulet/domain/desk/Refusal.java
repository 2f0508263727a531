package io.rivulet.domain.desk;

/** Thrown where a command is decided, and turned into a {@link Decision.Refused} there. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Decision.Why why;

  Refusal(Decision.Why why, String detail) {
    // A refusal is an answer, not a fault: nobody reads its stack.
    super(detail, null, false, false);
    this.why = why;
  }

  Decision.Why why() {
    return why;
  }
}
