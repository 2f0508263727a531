package io.rivulet.alerting.configuration;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.runtime.yaml.ConfigurationProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What became of a changed alerting file. */
public sealed interface PlanChange {
  /** When it was seen. */
  Instant at();

  /** For the audit trail. */
  AuditEntry audit();

  /**
   * It holds.
   *
   * @param plan what holds from now on
   * @param before the version that held until then; empty for the first
   */
  record Taken(AlertingPlan plan, Optional<String> before, Instant at) implements PlanChange {
    /** Refuses missing parts. */
    public Taken {
      Objects.requireNonNull(plan, "plan");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(at, "at");
    }

    @Override
    public AuditEntry audit() {
      return entry(
          at,
          Map.of("outcome", "taken", "version", plan.version(), "before", before.orElse("none")));
    }
  }

  /**
   * It does not hold; what held before goes on.
   *
   * @param version SHA-256 of what was refused; empty where it is no text
   * @param holds the version that goes on
   * @param problems what is wrong, one or more
   */
  record Refused(
      Optional<String> version, String holds, List<ConfigurationProblem> problems, Instant at)
      implements PlanChange {
    private static final int LONGEST = 800;

    /** Refuses missing parts. */
    public Refused {
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(holds, "holds");
      problems = List.copyOf(problems);
      Objects.requireNonNull(at, "at");
    }

    /** The first problem, and how many more there are. */
    public String words() {
      String first = problems.isEmpty() ? "no reason" : problems.get(0).toString();
      String cut = first.length() > LONGEST ? first.substring(0, LONGEST) : first;
      return problems.size() > 1 ? cut + " (and " + (problems.size() - 1) + " more)" : cut;
    }

    @Override
    public AuditEntry audit() {
      return entry(
          at,
          Map.of(
              "outcome",
              "refused",
              "version",
              version.orElse("none"),
              "holds",
              holds,
              "problem",
              words()));
    }
  }

  private static AuditEntry entry(Instant at, Map<String, String> detail) {
    return new AuditEntry(
        AuditEvent.CONFIGURED, at, AuditEntry.RIVULET, Optional.empty(), Optional.empty(), detail);
  }
}
