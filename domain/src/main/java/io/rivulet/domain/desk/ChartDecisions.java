package io.rivulet.domain.desk;

import io.rivulet.domain.session.Phase;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at what people chart: the order of phases, weights, and doses. */
final class ChartDecisions {
  private final DeskRules rules;

  ChartDecisions(DeskRules rules) {
    this.rules = rules;
  }

  /** Refuses what cannot be and asks about what is odd. */
  void check(SessionCommand command, SessionFile file, Hearing hearing) {
    if (command instanceof SessionCommand.RecordWeight c) {
      weight(c, file, hearing);
    } else if (command instanceof SessionCommand.EnterPhase c) {
      phase(c, file.plan(), hearing);
    } else if (command instanceof SessionCommand.Screen c) {
      screening(c, hearing);
    } else if (command instanceof SessionCommand.PlanDose c) {
      rules
          .values()
          .dosePerKg("planned dose", c.planned().perKg(), c.planned().unit(), hearing::question);
    } else if (command instanceof SessionCommand.ChartDose c) {
      dose(c, file.plan(), hearing);
    }
  }

  private void weight(SessionCommand.RecordWeight c, SessionFile file, Hearing hearing) {
    Optional<Double> before;
    if (c.corrects().isPresent()) {
      String wrong = c.corrects().get();
      SessionEvent target =
          file.find(wrong)
              .filter(event -> event instanceof SessionEvent.WeightRecorded)
              .filter(event -> !file.withdrawn(wrong))
              .orElseThrow(
                  () ->
                      Hearing.unknown(
                          "session " + c.session() + " has no weight " + wrong + " to correct"));
      before = Optional.of(((SessionEvent.WeightRecorded) target).weightKg());
    } else {
      before = file.plan().dose().weightsKg().asOf(c.from());
    }
    rules.values().weight(c.weightKg(), before, hearing::question);
  }

  private static void phase(SessionCommand.EnterPhase c, SessionPlan plan, Hearing hearing) {
    List<SessionEvent.PhaseEntered> phases = plan.chart().phases();
    if (!phases.isEmpty()) {
      SessionEvent.PhaseEntered latest = phases.get(phases.size() - 1);
      if (c.at().isBefore(latest.at())) {
        throw Hearing.conflict(
            "session "
                + c.session()
                + " entered "
                + latest.phase()
                + " at "
                + latest.at()
                + ", after "
                + c.at()
                + "; give a later time, or withdraw "
                + latest.eventId()
                + " first");
      }
      if (c.phase() == latest.phase()) {
        throw Hearing.conflict(
            "session " + c.session() + " is at " + c.phase() + " since " + latest.at());
      }
      if (c.phase().isBefore(latest.phase()) && c.reason().isEmpty()) {
        throw Hearing.conflict(
            "session "
                + c.session()
                + " would go back from "
                + latest.phase()
                + " to "
                + c.phase()
                + "; give a reason, or withdraw "
                + latest.eventId()
                + " where it was wrong");
      }
    }
    boolean refused = plan.chart().screening().map(one -> !one.eligible()).orElse(false);
    if (c.phase() == Phase.INFUSION && refused) {
      hearing.question("the screening says that the subject is not eligible");
    }
  }

  private static void screening(SessionCommand.Screen c, Hearing hearing) {
    List<String> failed =
        c.flags().stream().filter(flag -> !flag.passed()).map(flag -> flag.code()).toList();
    if (c.eligible() && !failed.isEmpty()) {
      hearing.question("eligible although not passed: " + String.join(", ", failed));
    }
  }

  private void dose(SessionCommand.ChartDose c, SessionPlan plan, Hearing hearing) {
    rules.values().amount(c.amount(), c.unit());
    plan.dose()
        .weightsKg()
        .asOf(c.at())
        .ifPresent(
            kg -> rules.values().dosePerKg("dose", c.amount() / kg, c.unit(), hearing::question));
    Duration within = rules.values().chartedTwiceWithin();
    for (SessionEvent.DoseCharted other : plan.chart().doses()) {
      boolean near = Duration.between(other.at(), c.at()).abs().compareTo(within) <= 0;
      if (near
          && other.route() == c.route()
          && other.drug().toLowerCase(Locale.ROOT).equals(c.drug().toLowerCase(Locale.ROOT))) {
        hearing.question(
            "a dose of "
                + other.amount()
                + " "
                + other.unit().ucum()
                + " "
                + other.route()
                + " of "
                + other.drug()
                + " is charted at "
                + other.at()
                + " already");
      }
    }
  }
}
