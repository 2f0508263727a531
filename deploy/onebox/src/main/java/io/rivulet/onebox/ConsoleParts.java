package io.rivulet.onebox;

import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Access;
import io.rivulet.console.backtest.BacktestRoutes;
import io.rivulet.console.desk.DeskAddress;
import io.rivulet.console.desk.DeskClient;
import io.rivulet.console.desk.DeskRoutes;
import io.rivulet.console.desk.SeriesRoutes;
import io.rivulet.console.fhir.FhirRoutes;
import io.rivulet.console.fleet.FleetRoutes;
import io.rivulet.console.history.HistoryApi;
import io.rivulet.console.history.HistoryPages;
import io.rivulet.console.limits.LimitsRoutes;
import io.rivulet.console.session.SessionPage;
import io.rivulet.onebox.backtest.StoredBacktests;
import io.rivulet.runtime.config.Settings;
import io.rivulet.store.read.LimitsRecords;
import io.rivulet.store.read.SessionRecords;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What a console answers besides what every console does, wherever it runs. */
public final class ConsoleParts {
  private ConsoleParts() {}

  /**
   * All of it, by the settings.
   *
   * @param desk where people record; where empty, they only look
   */
  public static List<RouteGroup> of(
      Settings settings,
      DataSource pool,
      Access access,
      Optional<DeskAddress> desk,
      InstantSource clock) {
    List<RouteGroup> parts = new ArrayList<>();
    Optional<DeskClient> client = desk.map(DeskClient::new);
    client.ifPresent(one -> parts.add(new DeskRoutes(one, access.audit())));
    client.ifPresent(one -> parts.add(new SeriesRoutes(one, access.audit())));
    parts.add(new LimitsRoutes(new LimitsRecords(pool), client, access.audit(), clock));
    parts.add(new SessionPage(new SessionRecords(pool), clock));
    parts.add(HistoryApi.open(settings, access.audit(), clock));
    parts.add(FhirRoutes.open(settings, clock));
    parts.add(FleetRoutes.open(settings, clock));
    parts.add(new HistoryPages());
    parts.add(new BacktestRoutes(StoredBacktests.of(settings, pool), access.audit(), clock));
    return List.copyOf(parts);
  }
}
