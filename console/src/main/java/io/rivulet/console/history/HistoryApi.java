package io.rivulet.console.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.http.ApiDescription;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.runtime.http.OpenApi;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.read.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * History over HTTP. Answers are streamed as they are read, without a bound on rows; what is
 * refused is answered as RFC 9457 has it.
 */
public final class HistoryApi implements RouteGroup {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryApi.class);
  private static final Duration ANSWER_MARGIN = Duration.ofSeconds(10);
  private static final String RETRY_SECONDS = "10";
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
          "The database does not answer, or as many answers as allowed are under way: come back after Retry-After seconds.");

  private final HistoryReaders readers;
  private final Runnable onClose;
  private final StreamGate gate;
  private final HistoryStream stream;
  private final List<Endpoint> endpoints;

  /**
   * Answers each caller through its own access.
   *
   * @param onClose closes what readers hold
   */
  public HistoryApi(
      HistoryConfig config, HistoryReaders readers, InstantSource clock, Runnable onClose) {
    this.onClose = onClose;
    this.readers = readers;
    this.gate = new StreamGate(config.streams(), config.limit());
    this.stream = new HistoryStream(gate, config.limit(), clock);
    this.endpoints = HistoryEndpoints.all(this::answer);
  }

  /** Answers by the settings, over connections of its own. */
  public static HistoryApi open(Settings settings, InstantSource clock) {
    HistoryConfig config = HistoryConfig.from(settings);
    DatabaseConfig database = DatabaseConfig.from(settings);
    HikariDataSource pool =
        ConnectionPool.open(
            new DatabaseConfig(
                database.url(), database.user(), database.password(), config.streams()),
            "rivulet-history",
            config.limit().plus(ANSWER_MARGIN));
    HistoryAccess whole = HistoryAccess.whole(pool);
    return new HistoryApi(config, caller -> whole, clock, pool::close);
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
          ConsoleRoute.get(
              endpoint.path(),
              Permission.SEE_HISTORY,
              ConsoleRoute.SiteRule.FILTERED,
              endpoint.summary(),
              context -> guard(endpoint, context)));
    }
    return all;
  }

  private void guard(Endpoint endpoint, Context context) throws Exception {
    context.header("Cache-Control", "no-store");
    try {
      endpoint.answer(context);
    } catch (MalformedBodyException e) {
      new Problem(400, "malformed", "The request cannot be read", e.getMessage()).answer(context);
    } catch (NotAcceptableException e) {
      String way = "accept one of " + ExportFormat.words() + ", or give format=";
      new Problem(406, "not-acceptable", "No such format is written", way).answer(context);
    } catch (UnknownSessionException e) {
      new Problem(404, "no-such-session", "It is not known", e.getMessage()).answer(context);
    } catch (TooManyStreamsException e) {
      context.header("Retry-After", RETRY_SECONDS);
      new Problem(503, "too-many-streams", "Come back later", e.getMessage()).answer(context);
    } catch (IllegalArgumentException e) {
      new Problem(422, "invalid", "A value cannot be", e.getMessage()).answer(context);
    } catch (StoreUnavailableException e) {
      LOG.warn("{} was not answered: {}", context.path(), e.getMessage());
      context.header("Retry-After", RETRY_SECONDS);
      new Problem(
              503,
              "store-unavailable",
              "The database does not answer",
              "it is not there, or took longer than console.history.limit; the log says which")
          .answer(context);
    }
  }

  private void answer(Context context, Asked asked) throws Exception {
    stream.answer(context, asked, readers.of(Caller.of(context)));
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
