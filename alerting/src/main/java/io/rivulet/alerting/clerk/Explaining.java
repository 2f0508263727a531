package io.rivulet.alerting.clerk;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.desk.Explained;
import io.rivulet.alerting.desk.SampleAlert;
import io.rivulet.alerting.lifecycle.Subject;
import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.EscalationPolicy.Occasion;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.oncall.Reach;
import io.rivulet.alerting.routing.CareUnit;
import io.rivulet.alerting.routing.Label;
import io.rivulet.alerting.routing.Labels;
import io.rivulet.alerting.routing.Routed;
import io.rivulet.alerting.routing.Suppression;
import io.rivulet.alerting.routing.Suppressions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says where an alert would go and why: a pure function of the plan and what people made. */
public final class Explaining {
  private static final int MOST_RUNGS = 20;

  private final AlertingPlan plan;
  private final OnCall onCall;
  private final Suppressions suppressions;

  /**
   * By this plan.
   *
   * @param onCall with the overrides that people made
   * @param suppressions silences that people made, and windows
   */
  public Explaining(AlertingPlan plan, OnCall onCall, Suppressions suppressions) {
    this.plan = plan;
    this.onCall = onCall;
    this.suppressions = suppressions;
  }

  /**
   * Where an alert with these labels would go if it opened at an instant and nobody acknowledged.
   *
   * @throws IllegalArgumentException where a label is not known
   */
  public Explained explain(SampleAlert sample, Instant at) {
    Map<Label, String> values = new EnumMap<>(Label.class);
    sample.labels().forEach((name, value) -> values.put(Label.of(name), value));
    Labels labels = placed(new Labels(values));
    Optional<String> suppressed = suppressions.of("", labels, at).map(Suppression::why);
    List<Explained.Line> lines = new ArrayList<>();
    for (Routed routed : plan.routing().route(labels)) {
      lines.add(
          new Explained.Line(
              Optional.empty(),
              "route " + routed.route() + ", incident " + routed.group(),
              routed.why()));
      Duration delay = labels.urgent() ? routed.terms().urgentDelay() : routed.terms().delay();
      EscalationPolicy policy = plan.policies().get(routed.terms().policy());
      steps(policy, labels, at, delay, lines);
    }
    return new Explained(suppressed, lines);
  }

  /** In its care unit, as an alert would be, unless the sample names one. */
  private Labels placed(Labels labels) {
    if (!labels.get(Label.CARE_UNIT).isEmpty()) {
      return labels;
    }
    Subject subject = Subject.NONE;
    if (!labels.get(Label.SITE).isEmpty()) {
      subject = subject.at(labels.get(Label.SITE));
    }
    if (!labels.get(Label.DEVICE).isEmpty()) {
      subject = subject.ofDevice(labels.get(Label.DEVICE));
    }
    return CareUnit.of(plan.units(), subject)
        .map(unit -> labels.with(Label.CARE_UNIT, unit))
        .orElse(labels);
  }

  /** A step that reaches nobody waits for nobody: the next is taken at once. */
  private void steps(
      EscalationPolicy policy,
      Labels labels,
      Instant at,
      Duration delay,
      List<Explained.Line> lines) {
    Duration after = delay;
    Duration before = Duration.ZERO;
    boolean reached = true;
    for (int number = 0; number < MOST_RUNGS; number++) {
      Occasion occasion = policy.occasion(number);
      after = reached ? after.plus(occasion.sinceSignal().minus(before)) : after;
      before = occasion.sinceSignal();
      Instant then = at.plus(after);
      String who =
          occasion.targets().stream()
              .flatMap(target -> onCall.reach(target, labels.priority(), then).stream())
              .distinct()
              .map(Explaining::words)
              .collect(Collectors.joining("; "));
      reached = !who.isEmpty();
      String which =
          occasion.lastResort()
              ? "last resort of policy " + policy.key() + ", again every " + policy.every()
              : "step " + (occasion.step() + 1) + " of policy " + policy.key();
      lines.add(
          new Explained.Line(
              Optional.of(after.toSeconds()), reached ? who : "nobody is reached", which));
      if (occasion.lastResort()) {
        return;
      }
    }
  }

  private static String words(Reach reach) {
    return reach
        .recipient()
        .map(who -> who.name() + " by " + reach.channel())
        .orElse("channel " + reach.channel());
  }
}
