package io.rivulet.console.history;

import io.javalin.http.Context;
import io.rivulet.console.access.Permission;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field;
import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.history.AlarmBurden;
import io.rivulet.store.history.AlertCounts;
import io.rivulet.store.history.DeviceHistory;
import io.rivulet.store.history.FilterField;
import io.rivulet.store.history.HistoryAnswers;
import io.rivulet.store.history.Measure;
import io.rivulet.store.history.SeriesForm;
import io.rivulet.store.history.SeriesOutcomes;
import io.rivulet.store.history.SeriesQuery;
import io.rivulet.store.history.SessionQuery;
import io.rivulet.store.history.SessionRows;
import io.rivulet.store.history.SessionTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked of history. */
final class HistoryEndpoints {
  static final String ROOT = "/api/v1/history";

  private static final String BURDEN = "/alarm-burden";
  private static final String COUNTS = "/alert-counts";
  private static final int USUAL_POINTS = 1_000;
  private static final Duration USUAL_BUCKET = Duration.ofMinutes(1);
  private static final List<String> MEDIA_TYPES =
      Stream.of(ExportFormat.values()).map(ExportFormat::mediaType).toList();

  private final Answer answer;

  /** Answers what was asked. */
  interface Answer {
    void to(Context context, Asked asked) throws Exception;
  }

  /** Reads a request: what is asked, and the session that has to be known. */
  private interface Reader {
    Part read(Context context, Parameters parameters);
  }

  /** What a request asks before the rest of it is looked at. */
  private record Part(Asked.Maker question, Optional<String> session) {}

  private HistoryEndpoints(Answer answer) {
    this.answer = answer;
  }

  static List<Endpoint> all(Answer answer, OutcomeRules outcomes) {
    HistoryEndpoints endpoints = new HistoryEndpoints(answer);
    List<Endpoint> all = new ArrayList<>();
    all.add(endpoints.sessions());
    for (SessionTable table : SessionTable.values()) {
      all.add(endpoints.table(table));
    }
    all.add(endpoints.series());
    all.add(endpoints.device());
    all.add(endpoints.burden());
    all.add(endpoints.alertCounts());
    all.add(endpoints.scores(outcomes));
    return all;
  }

  private Endpoint sessions() {
    List<Field> fields = new ArrayList<>();
    for (FilterField field : FilterField.values()) {
      fields.add(Field.optional(field.word(), kind(field), field.doc()));
    }
    return endpoint(
        "/sessions",
        "Sessions, in order of their beginning.",
        (context, parameters) -> {
          SessionQuery query = new SessionQuery(parameters.filter());
          return new Part(reading -> query, Optional.empty());
        },
        fields);
  }

  private Endpoint table(SessionTable table) {
    return endpoint(
        "/sessions/{session}/" + table.word(),
        "The " + table.word() + " of a session.",
        (context, parameters) -> {
          SessionRows rows =
              new SessionRows(context.pathParam("session"), table, parameters.span());
          return new Part(reading -> rows, Optional.of(rows.session()));
        },
        List.of(Parameters.FROM, Parameters.TO));
  }

  private Endpoint series() {
    return endpoint(
        "/sessions/{session}/series",
        "One measure over time: raw, bucketed or lttb, with its unit and its gaps.",
        (context, parameters) -> {
          SeriesQuery query = series(context, parameters);
          return new Part(reading -> query, Optional.of(query.session()));
        },
        List.of(
            Field.required("measure", Field.Kind.TEXT, Measure.words()),
            Field.optional(
                "form", Field.Kind.TEXT, "raw (where nothing is said), bucketed or lttb"),
            Field.optional("bucket", Field.Kind.DURATION, "bucketed: width, PT1S to P366D; PT1M"),
            Field.optional("points", Field.Kind.WHOLE, "lttb: 3 to 100000; 1000"),
            Field.optional(
                "gap",
                Field.Kind.DURATION,
                "values further apart have a gap between them; PT30M of a cuff, else PT1M"),
            Parameters.FROM,
            Parameters.TO));
  }

  private static SeriesQuery series(Context context, Parameters parameters) {
    String word = parameters.needed("measure", Measure.HEART_RATE.word());
    Measure measure =
        Measure.named(word)
            .orElseThrow(
                () -> new IllegalArgumentException("measure is not one of " + Measure.words()));
    String form = parameters.text("form").orElse("raw");
    SeriesForm wanted =
        switch (form) {
          case "raw" -> new SeriesForm.Raw();
          case "bucketed" ->
              new SeriesForm.Bucketed(parameters.duration("bucket", "PT1M").orElse(USUAL_BUCKET));
          case "lttb" ->
              new SeriesForm.Lttb(
                  parameters.read("points", "1000", Integer::parseInt).orElse(USUAL_POINTS));
          default -> throw new IllegalArgumentException("form is not one of raw, bucketed, lttb");
        };
    return new SeriesQuery(
        context.pathParam("session"),
        measure,
        wanted,
        parameters.span(),
        parameters.duration("gap", "PT1M").orElse(measure.usualGap()));
  }

  private Endpoint device() {
    return endpoint(
        "/devices/{device}",
        "What became of a device: statuses, clock, silence, sessions.",
        (context, parameters) -> {
          DeviceHistory history = new DeviceHistory(context.pathParam("device"), parameters.span());
          return new Part(reading -> history, Optional.empty());
        },
        List.of(Parameters.FROM, Parameters.TO));
  }

  private Endpoint burden() {
    return endpoint(
        BURDEN,
        "Alerts per bed-hour, share confirmed, time to acknowledge, by site and priority.",
        (context, parameters) -> {
          AlarmBurden unknowing =
              new AlarmBurden(parameters.text("site"), parameters.span(), false);
          return new Part(
              reading ->
                  new AlarmBurden(
                      unknowing.site(),
                      unknowing.span(),
                      HistoryAnswers.knowsAcknowledgements(reading)),
              Optional.empty());
        },
        List.of(
            Field.optional("site", Field.Kind.TEXT, "one clinic; each where nothing is said"),
            Parameters.FROM.needed(),
            Parameters.TO.needed()));
  }

  private Endpoint alertCounts() {
    return endpoint(
        COUNTS,
        "Alerts by site, by priority, and by category, kind, hour of day or time to acknowledge.",
        (context, parameters) -> {
          String by = parameters.needed("by", AlertCounts.Cut.CATEGORY.word());
          AlertCounts.Cut cut =
              AlertCounts.Cut.named(by)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "by is not one of " + AlertCounts.Cut.words()));
          AlertCounts unknowing =
              new AlertCounts(
                  parameters.text("site"),
                  parameters.span(),
                  cut,
                  parameters.text("zone").orElse("UTC"),
                  false);
          return new Part(
              reading ->
                  new AlertCounts(
                      unknowing.site(),
                      unknowing.span(),
                      cut,
                      unknowing.zone(),
                      HistoryAnswers.knowsAcknowledgements(reading)),
              Optional.empty());
        },
        List.of(
            Field.required("by", Field.Kind.TEXT, AlertCounts.Cut.words()),
            Field.optional("zone", Field.Kind.TEXT, "of hours, such as Asia/Colombo; UTC"),
            Field.optional("site", Field.Kind.TEXT, "one clinic; each where nothing is said"),
            Parameters.FROM.needed(),
            Parameters.TO.needed()));
  }

  private Endpoint scores(OutcomeRules rules) {
    return endpoint(
        "/series/{series}/outcomes",
        "The scores of a series beside their baseline, with response and remission.",
        (context, parameters) -> {
          SeriesOutcomes scores = new SeriesOutcomes(context.pathParam("series"), rules);
          return new Part(reading -> scores, Optional.empty());
        },
        List.of());
  }

  /** What an endpoint asks of the caller. Figures concern more people than what was done. */
  static Permission permission(String path) {
    return path.equals(ROOT + BURDEN) || path.equals(ROOT + COUNTS)
        ? Permission.SEE_BURDEN
        : Permission.SEE_HISTORY;
  }

  private Endpoint endpoint(String path, String summary, Reader reader, List<Field> own) {
    List<Field> query = new ArrayList<>(own);
    query.add(Parameters.DEIDENTIFIED);
    query.add(Parameters.FORMAT);
    query.addAll(List.of(Parameters.AFTER, Parameters.LIMIT, Parameters.CURSORS));
    return Endpoint.get(
            ROOT + path,
            summary,
            context -> {
              Parameters parameters = new Parameters(context);
              ExportFormat format =
                  Negotiation.choose(
                          parameters.text("format"), Optional.ofNullable(context.header("Accept")))
                      .orElseThrow(NotAcceptableException::new);
              Part part = reader.read(context, parameters);
              answer.to(
                  context,
                  new Asked(
                      part.question,
                      part.session,
                      parameters.page(),
                      format,
                      permission(ROOT + path),
                      parameters.flag(Parameters.DEIDENTIFIED)));
            },
            query.toArray(Field[]::new))
        .producing(MEDIA_TYPES);
  }

  private static Field.Kind kind(FilterField field) {
    return switch (field.kind()) {
      case TEXT, WORD -> Field.Kind.TEXT;
      case TIME -> Field.Kind.TIME;
      case NUMBER -> Field.Kind.NUMBER;
    };
  }
}
