package io.rivulet.console.overview;

import io.rivulet.console.access.SiteScope;
import io.rivulet.console.alerting.AlertingSign;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.PipelineStatus;
import io.rivulet.store.read.SessionSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the overview together from what the store answers. */
final class OverviewReader {
  /** Sessions asked for, live and ended. */
  static final int MAX_SESSIONS = 250;

  /** Ended sessions shown. */
  static final int MAX_ENDED = 50;

  /** Open excursions counted and shown. */
  static final int MAX_EXCURSIONS = 500;

  /** Alerts counted and shown. */
  static final int MAX_ALERTS = 500;

  /** Ended excursions shown. */
  static final int MAX_ENDED_EXCURSIONS = 5;

  private static final Comparator<ExcursionRow> CRITICAL_FIRST =
      Comparator.comparing((ExcursionRow row) -> !row.severity().equals("critical"))
          .thenComparing(ExcursionRow::start, Comparator.reverseOrder());

  private static final Comparator<SessionCard> NEEDS_ATTENTION_FIRST =
      Comparator.comparingInt(OverviewReader::attention)
          .thenComparing(card -> card.started().orElse(card.opened()), Comparator.reverseOrder())
          .thenComparing(SessionCard::session);

  private OverviewReader() {}

  static Overview read(
      ClinicReads clinic,
      SiteScope scope,
      List<RoleStatus> roles,
      Optional<AlertingSign> alerting,
      Instant at) {
    Optional<Set<String>> sites = scope.names();
    List<SessionSummary> sessions = clinic.sessions(sites, MAX_SESSIONS);
    List<ExcursionRow> open =
        clinic.openExcursions(sites, MAX_EXCURSIONS).stream().sorted(CRITICAL_FIRST).toList();
    List<AlertRow> alerts = clinic.standingAlerts(sites, MAX_ALERTS);
    PipelineStatus pipeline = clinic.pipelineStatus();
    List<SessionCard> cards =
        sessions.stream().map(row -> SessionCard.of(row, open, alerts, at)).toList();
    List<SessionCard> ended = cards.stream().filter(card -> card.closed().isPresent()).toList();
    return new Overview(
        at,
        roles,
        lastLanded(pipeline),
        pipeline,
        Overview.AlertCounts.of(alerts),
        alerts,
        count(open, "critical"),
        count(open, "warning"),
        open,
        clinic.endedExcursions(sites, MAX_ENDED_EXCURSIONS),
        cards.stream()
            .filter(card -> card.closed().isEmpty())
            .sorted(NEEDS_ATTENTION_FIRST)
            .toList(),
        ended.stream().limit(MAX_ENDED).toList(),
        alerting.map(sign -> OverviewScope.alerting(sign, scope)),
        sessions.size() == MAX_SESSIONS
            || open.size() == MAX_EXCURSIONS
            || alerts.size() == MAX_ALERTS
            || ended.size() > MAX_ENDED);
  }

  private static int attention(SessionCard card) {
    boolean critical = card.worstSeverity().filter("critical"::equals).isPresent();
    boolean warning = card.worstSeverity().isPresent();
    return switch (card.worstPriority().orElse("none")) {
      case "high" -> 0;
      case "medium" -> critical ? 0 : 1;
      default -> critical ? 0 : warning ? 1 : card.worstPriority().isPresent() ? 2 : 3;
    };
  }

  private static Optional<Instant> lastLanded(PipelineStatus pipeline) {
    return pipeline.topics().stream()
        .flatMap(topic -> topic.lastLanded().stream())
        .max(Comparator.naturalOrder());
  }

  private static long count(List<ExcursionRow> open, String severity) {
    return open.stream().filter(row -> row.severity().equals(severity)).count();
  }
}
