package io.rivulet.console.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.ApiDescription;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Form;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.runtime.http.OpenApi;
import io.rivulet.runtime.http.Problem;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.store.cohort.CohortDefinition;
import io.rivulet.store.cohort.CohortManifest;
import io.rivulet.store.cohort.CohortReader;
import io.rivulet.store.cohort.CohortVersion;
import io.rivulet.store.cohort.Cohorts;
import io.rivulet.store.cohort.ManifestJson;
import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.history.HistoryAnswers;
import io.rivulet.store.history.SessionExport;
import io.rivulet.store.history.SessionTable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Cohorts of researchers: chosen, run and read through the research role, each request recorded;
 * kept for whoever saved them, and for nobody else.
 */
final class CohortRoutes {
  private static final String ROOT = "/api/v1/cohorts";
  private static final String ONE = ROOT + "/{name}/{version}";
  private static final int DEFINITION_MAX = 12_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}|latest");
  private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Field DEFINITION =
      Field.required(
          "definition", Field.Kind.TEXT, "YAML as docs/cohorts.md has it, 1 to 12000 characters");
  private static final Form SAVE = Form.command(DEFINITION);
  private static final Form CHECK = Form.question(DEFINITION);
  private static final ApiDescription DESCRIPTION =
      new ApiDescription(
          "cohorts",
          "Rivulet cohorts",
          "Saved choices of sessions that stay what they were, of whoever asks, over de-identified"
              + " history.",
          new TreeMap<>(
              Map.of(
                  404, "It is not known.",
                  406, "Nothing that is accepted is written here.",
                  422, "A value cannot be.")),
          "The database does not answer, or the console has no login that reads for researchers.");

  private final DataSource database;
  private final HistoryReaders readers;
  private final HistoryStream stream;
  private final HistoryProblems problems;
  private final ConsoleAudit audit;
  private final InstantSource clock;

  CohortRoutes(
      DataSource database,
      HistoryReaders readers,
      HistoryStream stream,
      HistoryProblems problems,
      ConsoleAudit audit,
      InstantSource clock) {
    this.database = database;
    this.readers = readers;
    this.stream = stream;
    this.problems = problems;
    this.audit = audit;
    this.clock = clock;
  }

  List<ConsoleRoute> routes() {
    List<Endpoint> endpoints = endpoints();
    ObjectNode description = OpenApi.of(DESCRIPTION, endpoints);
    List<ConsoleRoute> all = new ArrayList<>();
    all.add(
        ConsoleRoute.get(
            ROOT + "/openapi.json",
            Permission.PUBLIC,
            SiteRule.NO_SITE,
            "Describes the cohorts API.",
            context -> context.contentType("application/json").result(Json.pretty(description))));
    for (Endpoint endpoint : endpoints) {
      all.add(
          ConsoleRoute.of(
              endpoint,
              Permission.MANAGE_COHORTS,
              SiteRule.FILTERED,
              context -> guard(context, endpoint)));
    }
    return all;
  }

  private List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(ROOT, "Every version of the caller's cohorts.", this::list),
        Endpoint.post(
            ROOT, "Saves a definition as the next version of its name.", SAVE, this::save),
        Endpoint.post(ROOT + "/check", "Says what is wrong with a definition.", CHECK, this::check),
        Endpoint.get(ONE, "A version with its definition.", this::show),
        Endpoint.get(ONE + "/manifest", "Runs a version: the manifest.", this::run),
        Endpoint.get(
                ONE + "/rows/{table}",
                "Rows of all sessions of a version, as one file.",
                this::rows,
                Parameters.FORMAT)
            .producing(Stream.of(ExportFormat.values()).map(ExportFormat::mediaType).toList()));
  }

  private void guard(Context context, Endpoint endpoint) throws Exception {
    problems.guard(
        context,
        passed -> {
          try {
            endpoint.answer(passed);
          } catch (InvalidConfigurationException e) {
            ObjectNode body =
                new Problem(
                        422,
                        "invalid-definition",
                        "The definition has mistakes",
                        e.problems().get(0).toString())
                    .body();
            mistakes(body, e);
            Problem.answer(passed, body);
          }
        });
  }

  /** The caller's cohorts; asking is recorded. */
  private Cohorts cohorts(Context context, Optional<String> cohort) {
    Caller caller = Caller.of(context);
    return new Cohorts(database, readers.of(caller, request(context, cohort)), caller.name());
  }

  private static HistoryRequest request(Context context, Optional<String> cohort) {
    return HistoryRequest.of(context, Permission.MANAGE_COHORTS, true, cohort);
  }

  private void list(Context context) {
    ObjectNode body = Json.object();
    ArrayNode all = body.putArray("cohorts");
    cohorts(context, Optional.empty()).list().forEach(version -> all.add(line(version)));
    json(context, 200, body);
  }

  private void save(Context context) throws InvalidConfigurationException {
    Body body = body(context, SAVE);
    String eventId = body.text("eventId");
    if (!EVENT.matcher(eventId).matches()) {
      throw new MalformedBodyException("eventId is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    String text = definition(body);
    CohortDefinition definition = CohortReader.parse(text);
    audit.record(
        Caller.of(context), "cohort.save", definition.name(), Set.of(), Map.of("eventId", eventId));
    Cohorts cohorts = cohorts(context, Optional.of(definition.name()));
    Optional<CohortVersion> before = cohorts.saved(eventId);
    CohortVersion saved =
        before.orElseGet(
            () -> cohorts.save(definition, text, clock.instant(), Optional.of(eventId)));
    json(context, before.isPresent() ? 200 : 201, ManifestJson.json(cohorts.run(saved)));
  }

  private void check(Context context) {
    String text = definition(body(context, CHECK));
    ObjectNode answer = Json.object();
    try {
      CohortDefinition definition = CohortReader.parse(text);
      int sessions = cohorts(context, Optional.of(definition.name())).count(definition);
      answer.put("valid", true).put("sessionCount", sessions).putArray("mistakes");
    } catch (InvalidConfigurationException e) {
      answer.put("valid", false);
      mistakes(answer, e);
    }
    json(context, 200, answer);
  }

  private void show(Context context) {
    CohortVersion version = find(context, cohorts(context, Optional.of(named(context))));
    json(context, 200, line(version).put("definition", version.definition()));
  }

  private void run(Context context) {
    Cohorts cohorts = cohorts(context, Optional.of(named(context)));
    CohortManifest manifest = cohorts.run(find(context, cohorts));
    json(context, 200, ManifestJson.json(manifest));
  }

  private void rows(Context context) throws IOException {
    SessionExport.Rows rows = table(context.pathParam("table"));
    ExportFormat format =
        Negotiation.choose(
                new Parameters(context).text("format"),
                Optional.ofNullable(context.header("Accept")))
            .orElseThrow(NotAcceptableException::new);
    String named = named(context);
    stream.answer(
        context,
        format,
        () -> readers.of(Caller.of(context), request(context, Optional.of(named))),
        reading -> {
          Cohorts cohorts = new Cohorts(database, reading.access(), Caller.of(context).name());
          CohortVersion version = find(context, cohorts);
          List<String> sessions = cohorts.members(version);
          return new Writing(
              rows.shape(),
              "%s of cohort %s version %d"
                  .formatted(rows.words(), version.name(), version.version()),
              sink -> HistoryAnswers.writeEach(reading, sessions, rows, sink));
        });
  }

  private static SessionExport.Rows table(String word) {
    if (word.equals("sessions")) {
      return new SessionExport.Itself();
    }
    return new SessionExport.Table(
        SessionTable.named(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "table is not one of sessions, " + SessionTable.words())));
  }

  private static String named(Context context) {
    String version = context.pathParam("version");
    if (!NAME.matcher(context.pathParam("name")).matches() || !VERSION.matcher(version).matches()) {
      throw absent();
    }
    return context.pathParam("name") + " version " + version;
  }

  private static CohortVersion find(Context context, Cohorts cohorts) {
    String version = context.pathParam("version");
    return cohorts
        .find(
            context.pathParam("name"),
            version.equals("latest") ? Optional.empty() : Optional.of(Integer.parseInt(version)))
        .orElseThrow(CohortRoutes::absent);
  }

  private static UnknownCohortException absent() {
    return new UnknownCohortException("you have no such cohort; " + ROOT + " lists them");
  }

  private static Body body(Context context, Form form) {
    String type = Optional.ofNullable(context.contentType()).orElse("");
    if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
      throw new MalformedBodyException("send the body as application/json");
    }
    return Body.parse(context.body(), form);
  }

  private static String definition(Body body) {
    String text = body.text("definition");
    if (text.length() > DEFINITION_MAX) {
      throw new IllegalArgumentException(
          "the definition has %d characters; at most %d are taken"
              .formatted(text.length(), DEFINITION_MAX));
    }
    return text;
  }

  private static void mistakes(ObjectNode body, InvalidConfigurationException refused) {
    ArrayNode all = body.putArray("mistakes");
    refused
        .problems()
        .forEach(
            problem ->
                all.addObject()
                    .put("where", problem.path())
                    .put("line", problem.line())
                    .put("mistake", problem.message()));
  }

  private static ObjectNode line(CohortVersion version) {
    return Json.object()
        .put("name", version.name())
        .put("version", version.version())
        .put("sessionCount", version.sessions())
        .put("asOf", version.asOf().toString())
        .put("definitionSha256", version.sha256());
  }

  private static void json(Context context, int status, ObjectNode body) {
    context.status(status).contentType("application/json").result(Json.line(body));
  }
}
