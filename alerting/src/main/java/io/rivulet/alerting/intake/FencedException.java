package io.rivulet.alerting.intake;

import io.rivulet.alerting.ledger.AbandonedException;

/** Somebody else has moved reading on: what was read is not to be taken again. */
final class FencedException extends AbandonedException {
  private static final long serialVersionUID = 1L;

  FencedException(String message) {
    super(message, null);
  }
}
