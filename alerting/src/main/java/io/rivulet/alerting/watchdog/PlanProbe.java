package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.oncall.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks for what in the plan would keep people from being told, and for a file that was refused.
 */
final class PlanProbe implements Probe {
  private static final Set<Ailment> AILMENTS =
      Set.of(Ailment.ON_CALL_GAP, Ailment.NOT_REACHABLE, Ailment.PLAN_REFUSED);

  private final Findings findings;
  private final Supplier<Optional<String>> refusal;

  /** What the preflight finds. */
  @FunctionalInterface
  interface Findings {
    List<Finding> at(Instant now) throws Exception;
  }

  /**
   * A probe.
   *
   * @param refusal why the file does not hold, where it does not
   */
  PlanProbe(Findings findings, Supplier<Optional<String>> refusal) {
    this.findings = findings;
    this.refusal = refusal;
  }

  @Override
  public Look look(Instant now) throws Exception {
    Map<Condition, List<Finding>> found = new LinkedHashMap<>();
    for (Finding finding : findings.at(now)) {
      Ailment ailment =
          finding.kind() == Finding.Kind.GAP ? Ailment.ON_CALL_GAP : Ailment.NOT_REACHABLE;
      found
          .computeIfAbsent(Condition.of(ailment, finding.subject()), key -> new ArrayList<>())
          .add(finding);
    }
    List<Observed> observed = new ArrayList<>();
    found.forEach((condition, list) -> observed.add(ill(condition, list)));
    Condition file = Condition.of(Ailment.PLAN_REFUSED, "alerting file");
    observed.add(
        refusal
            .get()
            .map(why -> Observed.ill(file, Duration.ZERO, "the alerting file was refused", why))
            .orElseGet(() -> Observed.well(file)));
    return Look.of(AILMENTS, observed);
  }

  private static Observed ill(Condition condition, List<Finding> findings) {
    Finding first = findings.get(0);
    String more = findings.size() == 1 ? "" : " (and " + (findings.size() - 1) + " more findings)";
    return Observed.ill(
        condition, Duration.ZERO, first.subject() + " " + first.message() + more, "");
  }
}
