package io.rivulet.console.fleet;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.PageFiles;
import io.rivulet.console.http.ProblemGuard;
import io.rivulet.console.stream.LiveTopic;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field;
import io.rivulet.store.fleet.DeviceReads;
import io.rivulet.store.fleet.FleetPage;
import io.rivulet.store.fleet.FleetReads;
import io.rivulet.store.fleet.FleetRow;
import io.rivulet.store.fleet.FleetRules;
import io.rivulet.store.fleet.FleetScope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The fleet's pages and their API, for whoever may see devices, at their sites. */
public final class FleetRoutes implements RouteGroup {
  private static final String ROOT = "/api/v1/fleet";
  private static final String ONE = ROOT + "/{device}";
  private static final int CONNECTIONS = 4;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final FleetReads fleet;
  private final DeviceReads devices;
  private final FacetCache facets;
  private final InstantSource clock;
  private final Runnable onClose;

  private interface Answer {
    void to(Context context) throws IOException;
  }

  /**
   * Answers from this database.
   *
   * @param onClose closes what is held
   */
  public FleetRoutes(DataSource database, FleetRules rules, InstantSource clock, Runnable onClose) {
    this.fleet = new FleetReads(database, rules);
    this.devices = new DeviceReads(database);
    this.facets = new FacetCache(fleet);
    this.clock = clock;
    this.onClose = onClose;
  }

  /** Answers by the settings, over connections of its own. */
  public static FleetRoutes open(Settings settings, InstantSource clock) {
    DatabaseConfig database = ConsoleLogin.of(settings);
    HikariDataSource pool =
        ConnectionPool.open(
            new DatabaseConfig(database.url(), database.user(), database.password(), CONNECTIONS),
            "rivulet-fleet",
            ANSWER_LIMIT);
    return new FleetRoutes(
        pool, FleetRules.of(settings.get(Catalogue.WATCH_CLOCK_OFFSET_MAX)), clock, pool::close);
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        PageFiles.page("/fleet", "fleet.html", Permission.SEE_FLEET, "Every device."),
        PageFiles.page("/fleet/{device}", "device.html", Permission.SEE_FLEET, "One device."),
        route(
            ROOT,
            Permission.SEE_FLEET,
            SiteRule.FILTERED,
            "Devices in order, page by page, or those that are named; as CSV too.",
            this::list,
            FleetParameters.LIST),
        route(
            ROOT + "/facets",
            Permission.SEE_FLEET,
            SiteRule.FILTERED,
            "How many devices there are of each kind.",
            this::facets,
            FleetParameters.FILTER),
        route(
            ONE,
            Permission.SEE_FLEET,
            SiteRule.OF_ITS_SITE,
            "One device as it is now.",
            context -> json(context, device(context, Permission.SEE_FLEET)),
            List.of()),
        route(
            ONE + "/history",
            Permission.SEE_FLEET,
            SiteRule.OF_ITS_SITE,
            "What became of a device: states, firmware, clock, battery, silences, messages by hour, sessions, alerts.",
            this::history,
            FleetParameters.HISTORY),
        route(
            ONE + "/quarantine",
            Permission.SEE_QUARANTINE,
            SiteRule.OF_ITS_SITE,
            "What was refused of a device, the latest first, with the reason and what it held.",
            this::refused,
            FleetParameters.REFUSED));
  }

  @Override
  public List<LiveTopic> topics() {
    return List.of(new FleetTopic(fleet::parts, clock));
  }

  private ConsoleRoute route(
      String path,
      Permission permission,
      SiteRule rule,
      String summary,
      Answer answer,
      List<Field> query) {
    Endpoint endpoint = Endpoint.get(path, summary, answer::to, query.toArray(Field[]::new));
    return ConsoleRoute.of(
        endpoint, permission, rule, context -> ProblemGuard.answer(context, endpoint::answer));
  }

  private void list(Context context) throws IOException {
    FleetParameters parameters = new FleetParameters(context);
    FleetScope scope = scope(context, Permission.SEE_FLEET);
    Instant now = clock.instant();
    Optional<List<String>> names = parameters.names();
    if (names.isPresent()) {
      json(context, new FleetPage(now, fleet.named(names.get(), scope, now), Optional.empty()));
    } else if (parameters.asCsv()) {
      FleetCsv csv = new FleetCsv(parameters.columns());
      context.header("Content-Disposition", "attachment; filename=\"fleet.csv\"");
      context.contentType("text/csv; charset=utf-8");
      csv.write(context.outputStream(), parameters.query(), query -> fleet.page(query, scope, now));
    } else {
      json(context, fleet.page(parameters.query(), scope, now));
    }
  }

  private void facets(Context context) {
    json(
        context,
        facets.read(
            new FleetParameters(context).filter(),
            scope(context, Permission.SEE_FLEET),
            clock.instant()));
  }

  private void history(Context context) {
    FleetRow row = device(context, Permission.SEE_FLEET);
    Duration span = new FleetParameters(context).span();
    FleetScope scope = scope(context, Permission.SEE_FLEET);
    // What is received in this very moment belongs to it.
    Instant to = clock.instant().plusSeconds(1);
    json(context, devices.history(row.device(), scope, to, span));
  }

  private void refused(Context context) {
    FleetRow row = device(context, Permission.SEE_QUARANTINE);
    FleetParameters parameters = new FleetParameters(context);
    json(
        context,
        devices.refused(
            row.device(),
            scope(context, Permission.SEE_QUARANTINE),
            parameters.after(),
            parameters.limit(DeviceReads.MAX_REFUSED, 20)));
  }

  /** The device that is named, where it is of the caller's sites; else it is not there. */
  private FleetRow device(Context context, Permission permission) {
    List<FleetRow> found =
        fleet.named(List.of(context.pathParam("device")), FleetScope.ALL, clock.instant());
    FleetRow row = found.stream().findFirst().orElseThrow(NotFoundResponse::new);
    Caller.of(context).mustBeAt(permission, row.site());
    return row;
  }

  private static FleetScope scope(Context context, Permission permission) {
    return new FleetScope(Caller.of(context).sites(permission).names());
  }

  private static void json(Context context, Object body) {
    context.contentType("application/json").result(Json.line(body));
  }

  @Override
  public void close() {
    onClose.run();
  }
}
