package io.rivulet.domain.desk;

import io.rivulet.domain.session.SessionEvent;

/** Decides about taking events back. */
final class WithdrawalDecisions {
  private final BindingDecisions bindings;

  WithdrawalDecisions(BindingDecisions bindings) {
    this.bindings = bindings;
  }

  SessionEvent withdraw(SessionCommand.Withdraw c, SessionFile file, Hearing hearing) {
    SessionEvent target =
        file.find(c.event())
            .orElseThrow(
                () -> Hearing.unknown("session " + c.session() + " has no event " + c.event()));
    if (file.withdrawn(c.event())) {
      throw Hearing.conflict("event " + c.event() + " was withdrawn before");
    }
    if (target instanceof SessionEvent.Opened || target instanceof SessionEvent.Closed) {
      throw Hearing.conflict(
          "what opened or closed a session is not withdrawn; close it, or open another one");
    }
    if (target instanceof SessionEvent.EventWithdrawn) {
      throw Hearing.conflict(
          "a withdrawal is not withdrawn; record " + c.event() + "'s event once more");
    }
    if (target instanceof SessionEvent.WeightRecorded) {
      requireUncorrected(c, file);
    }
    if (target instanceof SessionEvent.DeviceBound binding) {
      requireHolds(binding, file);
      return bindings.withdraw(binding, file, hearing);
    }
    return SessionEvents.of(c, hearing.eventId(), hearing.recordedAfter(file.lastRecorded()));
  }

  private static void requireUncorrected(SessionCommand.Withdraw c, SessionFile file) {
    for (SessionEvent event : file.events()) {
      if (event instanceof SessionEvent.WeightRecorded e
          && e.corrects().filter(c.event()::equals).isPresent()
          && !file.withdrawn(e.eventId())) {
        throw Hearing.conflict(
            "weight "
                + c.event()
                + " was corrected by "
                + e.eventId()
                + "; correct or withdraw that one");
      }
    }
  }

  private static void requireHolds(SessionEvent.DeviceBound binding, SessionFile file) {
    if (!file.plan().bindings().contains(binding)) {
      throw Hearing.conflict(
          "binding " + binding.eventId() + " of " + binding.device() + " was replaced before");
    }
  }
}
