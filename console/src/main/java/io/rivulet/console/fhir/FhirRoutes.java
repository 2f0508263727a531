package io.rivulet.console.fhir;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import io.rivulet.console.http.Json;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.fhir.FhirCapabilities;
import io.rivulet.store.fhir.FhirSession;
import io.rivulet.store.read.StoreUnavailableException;
import io.rivulet.store.research.ResearchAudit;
import io.rivulet.store.research.ResearchRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions as FHIR R4 over HTTP. Every request for a session is recorded before it is answered. At
 * most {@value #AT_ONCE} bundles are written at once; a further request is answered 503.
 */
public final class FhirRoutes implements RouteGroup {
  /** Under which everything lies. */
  public static final String ROOT = "/api/v1/fhir";

  private static final Logger LOG = LoggerFactory.getLogger(FhirRoutes.class);
  private static final String FHIR_JSON = "application/fhir+json";
  private static final int AT_ONCE = 4;
  private static final int SESSION_LENGTH_MAX = 200;

  private final FhirSession sessions;
  private final ResearchAudit audit;
  private final InstantSource clock;
  private final Runnable onClose;
  private final Semaphore room = new Semaphore(AT_ONCE);

  /**
   * Answers through these.
   *
   * @param onClose closes what it reads through
   */
  public FhirRoutes(
      FhirSession sessions, ResearchAudit audit, InstantSource clock, Runnable onClose) {
    this.onClose = onClose;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /** Answers by the settings. */
  public static FhirRoutes open(Settings settings, InstantSource clock) {
    DatabaseConfig database = ConsoleLogin.of(settings);
    // A bundle reads through two connections, and its request is recorded through one before.
    HikariDataSource pool =
        ConnectionPool.open(
            new DatabaseConfig(
                database.url(), database.user(), database.password(), 2 * AT_ONCE + 1),
            "rivulet-fhir");
    return new FhirRoutes(new FhirSession(pool), new ResearchAudit(pool), clock, pool::close);
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
                ROOT + "/metadata",
                Permission.PUBLIC,
                ConsoleRoute.SiteRule.NO_SITE,
                "Says which resources are read here.",
                this::metadata)
            .producing(FHIR_JSON),
        ConsoleRoute.get(
                ROOT + "/Bundle/{session}",
                Permission.READ_FHIR,
                ConsoleRoute.SiteRule.OF_ITS_SITE,
                "A session as a bundle of FHIR resources.",
                this::bundle)
            .producing(FHIR_JSON));
  }

  private void metadata(Context context) {
    context.contentType(FHIR_JSON).result(FhirCapabilities.statement().toString());
  }

  private void bundle(Context context) throws IOException {
    context.header("Cache-Control", "no-store");
    if (room.tryAcquire()) {
      try {
        answer(context, Caller.of(context));
      } finally {
        room.release();
      }
    } else {
      context.header("Retry-After", "10");
      refuse(context, 503, "throttled", AT_ONCE + " bundles are being written; come back later");
    }
  }

  private void answer(Context context, Caller caller) throws IOException {
    String session = context.pathParam("session");
    try {
      audit.record(new ResearchRequest(caller.name(), context.path(), "", Optional.empty()));
      context.contentType(FHIR_JSON);
      if (session.length() > SESSION_LENGTH_MAX
          || !sessions.write(
              session,
              caller.sites(Permission.READ_FHIR)::includes,
              clock.instant(),
              context.outputStream())) {
        refuse(context, 404, "not-found", "nothing is known of this session");
      }
    } catch (StoreUnavailableException e) {
      LOG.warn("{} was not answered: {}", context.path(), e.getMessage());
      if (context.res().isCommitted()) {
        // Half a bundle must not pass for a whole one: the connection is cut.
        throw new IOException("the database was lost in mid-answer", e);
      }
      context.header("Retry-After", "10");
      refuse(context, 503, "transient", "the database does not answer; the log says why");
    }
  }

  private static void refuse(Context context, int status, String code, String words) {
    Map<String, Object> issue = Map.of("severity", "error", "code", code, "diagnostics", words);
    context
        .status(status)
        .contentType(FHIR_JSON)
        .result(Json.line(Map.of("resourceType", "OperationOutcome", "issue", List.of(issue))));
  }

  @Override
  public void close() {
    room.drainPermits();
    onClose.run();
  }
}
