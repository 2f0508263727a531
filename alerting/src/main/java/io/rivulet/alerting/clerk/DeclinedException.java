package io.rivulet.alerting.clerk;

import io.rivulet.alerting.ledger.AbandonedException;

/** A command that is not carried out, and why; nothing of it holds. */
final class DeclinedException extends AbandonedException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Why. */
  enum Kind {
    /** What it names is not there. */
    UNKNOWN,
    /** It may not be done. */
    REFUSED,
    /** Its event id was used for another one. */
    CONFLICT
  }

  private DeclinedException(Kind kind, String message) {
    super(message, null);
    this.kind = kind;
  }

  static DeclinedException unknown(String message) {
    return new DeclinedException(Kind.UNKNOWN, message);
  }

  static DeclinedException refused(String message) {
    return new DeclinedException(Kind.REFUSED, message);
  }

  static DeclinedException conflict(String message) {
    return new DeclinedException(Kind.CONFLICT, message);
  }

  Kind kind() {
    return kind;
  }
}
