package io.rivulet.console.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.http.ApiDescription;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.OpenApi;
import io.rivulet.store.research.ResearchGateway;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * History over HTTP, for whoever has a token. Answers are streamed as they are read, without a
 * bound on rows; what is refused is answered as RFC 9457 has it.
 */
public final class HistoryApi implements RouteGroup {
  /** Without cohorts nothing is done. */
  private static final ConsoleAudit NOTHING_DONE = (caller, action, subject, sites, detail) -> {};

  private static final Duration ANSWER_MARGIN = Duration.ofSeconds(10);
  private static final ApiDescription DESCRIPTION =
      new ApiDescription(
          "history",
          "Rivulet history",
          "What was measured, stated and decided, for people who study it. It changes nothing.",
          new TreeMap<>(
              Map.of(
                  400,
                  "A parameter is not known, or there twice.",
                  406,
                  "Nothing that is accepted is written here.",
                  422,
                  "A value cannot be.")),
          "The database does not answer, or as many answers as allowed are under way: come back"
              + " after Retry-After seconds.");

  private final HistoryReaders readers;
  private final Runnable onClose;
  private final StreamGate gate;
  private final HistoryStream stream;
  private final HistoryProblems problems;
  private final List<Endpoint> endpoints;
  private final Optional<CohortRoutes> cohorts;

  /**
   * Answers history, without cohorts.
   *
   * @param onClose closes what readers hold
   */
  public HistoryApi(
      HistoryConfig config, HistoryReaders readers, InstantSource clock, Runnable onClose) {
    this(config, readers, Optional.empty(), NOTHING_DONE, clock, onClose);
  }

  /**
   * The same, with cohorts.
   *
   * @param cohorts may write the tables of cohorts
   * @param audit keeps who saves one
   */
  public HistoryApi(
      HistoryConfig config,
      HistoryReaders readers,
      Optional<DataSource> cohorts,
      ConsoleAudit audit,
      InstantSource clock,
      Runnable onClose) {
    this.onClose = onClose;
    this.readers = readers;
    this.gate = new StreamGate(config.streams(), config.limit());
    this.stream = new HistoryStream(gate, config.limit(), clock);
    this.problems = new HistoryProblems();
    this.endpoints = HistoryEndpoints.all(this::answer, config.outcomes());
    this.cohorts =
        cohorts.map(
            database -> new CohortRoutes(database, readers, stream, problems, audit, clock));
  }

  /**
   * Answers by the settings, over connections of its own. Researchers are answered where {@code
   * console.research.user} is set.
   *
   * @param audit keeps who saves cohorts
   */
  public static HistoryApi open(Settings settings, ConsoleAudit audit, InstantSource clock) {
    HistoryConfig config = HistoryConfig.from(settings);
    DatabaseConfig database = ConsoleLogin.of(settings);
    // Besides what streams, each answer may be admitted, and cohorts are written.
    HikariDataSource clinic =
        pool(
            database.as(database.user(), database.password(), config.streams() + 2),
            "rivulet-history",
            config);
    Optional<HikariDataSource> research =
        settings
            .find(Catalogue.CONSOLE_RESEARCH_USER)
            .map(
                user ->
                    pool(
                        database.as(
                            user,
                            settings.find(Catalogue.CONSOLE_RESEARCH_PASSWORD).orElse(""),
                            config.streams() + 1),
                        "rivulet-research",
                        config));
    return new HistoryApi(
        config,
        new CallerReaders(
            clinic, research.map(pool -> new ResearchGateway(clinic, pool)), config.limit()),
        Optional.of(clinic),
        audit,
        clock,
        () -> {
          clinic.close();
          research.ifPresent(HikariDataSource::close);
        });
  }

  private static HikariDataSource pool(DatabaseConfig database, String name, HistoryConfig config) {
    return ConnectionPool.open(database, name, config.limit().plus(ANSWER_MARGIN));
  }

  @Override
  public List<ConsoleRoute> routes() {
    ObjectNode description = OpenApi.of(DESCRIPTION, endpoints);
    List<ConsoleRoute> all = new ArrayList<>();
    all.add(
        ConsoleRoute.get(
            HistoryEndpoints.ROOT + "/openapi.json",
            Permission.PUBLIC,
            ConsoleRoute.SiteRule.NO_SITE,
            "Describes the history API.",
            context -> context.contentType("application/json").result(Json.pretty(description))));
    for (Endpoint endpoint : endpoints) {
      all.add(
          ConsoleRoute.of(
              endpoint,
              HistoryEndpoints.permission(endpoint.path()),
              ConsoleRoute.SiteRule.FILTERED,
              context -> problems.guard(context, endpoint::answer)));
    }
    cohorts.ifPresent(more -> all.addAll(more.routes()));
    return all;
  }

  private void answer(Context context, Asked asked) throws Exception {
    HistoryRequest request =
        HistoryRequest.of(context, asked.permission(), asked.deidentified(), Optional.empty());
    stream.answer(
        context, asked.format(), () -> readers.of(Caller.of(context), request), asked::writing);
  }

  /** How many answers are under way. */
  public int underWay() {
    return gate.size();
  }

  @Override
  public void close() {
    gate.close();
    onClose.run();
  }
}
