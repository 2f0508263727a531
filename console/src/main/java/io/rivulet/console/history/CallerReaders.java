package io.rivulet.console.history;

import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.SiteScope;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.HistorySites;
import io.rivulet.store.research.ResearchGateway;
import io.rivulet.store.research.ResearchRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * People of a clinic read its tables, of the sites where they are that. Who is a researcher only,
 * or asks to, reads de-identified views, of the sites where they are a researcher: the two are
 * never mixed.
 */
public final class CallerReaders implements HistoryReaders {
  private final DataSource clinic;
  private final Optional<ResearchGateway> research;
  private final Duration limit;

  /**
   * Reads for whoever asks.
   *
   * @param clinic reads clinical tables
   * @param research reads for researchers; they are refused where empty
   * @param limit how long an answer may take, up to 1 day
   */
  public CallerReaders(DataSource clinic, Optional<ResearchGateway> research, Duration limit) {
    this.clinic = Objects.requireNonNull(clinic, "clinic");
    this.research = Objects.requireNonNull(research, "research");
    this.limit = Objects.requireNonNull(limit, "limit");
  }

  @Override
  public HistoryAccess of(Caller caller, HistoryRequest request) {
    SiteScope clinical = where(caller, request, role -> role != ConsoleRole.RESEARCHER);
    SiteScope studied = where(caller, request, role -> role == ConsoleRole.RESEARCHER);
    if (request.deidentified() && studied.equals(SiteScope.NONE)) {
      throw new IllegalArgumentException(
          "deidentified is true, and " + caller.name() + " is a researcher nowhere: leave it out");
    }
    if (!request.deidentified() && !clinical.equals(SiteScope.NONE)) {
      return HistoryAccess.at(clinic, sites(clinical));
    }
    return research
        .orElseThrow(ResearchUnavailableException::new)
        .admit(
            new ResearchRequest(caller.name(), request.path(), request.query(), request.cohort()),
            sites(studied),
            limit);
  }

  private static SiteScope where(
      Caller caller, HistoryRequest request, Predicate<ConsoleRole> asWhat) {
    return caller.grants().stream()
        .filter(grant -> asWhat.test(grant.role()))
        .filter(grant -> request.permission().roles().contains(grant.role()))
        .map(Grant::scope)
        .reduce(SiteScope.NONE, SiteScope::with);
  }

  private static HistorySites sites(SiteScope scope) {
    if (scope instanceof SiteScope.Only few) {
      return HistorySites.only(few.sites());
    }
    return HistorySites.ALL;
  }
}
