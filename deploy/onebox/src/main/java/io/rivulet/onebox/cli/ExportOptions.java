package io.rivulet.onebox.cli;

import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.history.Measure;
import io.rivulet.store.history.SeriesForm;
import io.rivulet.store.history.SessionExport;
import io.rivulet.store.history.SessionFilter;
import io.rivulet.store.history.SessionTable;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of history somebody wants. */
final class ExportOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "csv, ndjson, json, parquet or arrow (default ${DEFAULT-VALUE})")
  String format;

  @Option(names = "--session", paramLabel = "ID", description = "this session alone")
  Optional<String> session;

  @Option(names = "--device", paramLabel = "ID", description = "device: which")
  Optional<String> device;

  @Option(names = "--site", paramLabel = "SITE", description = "sessions of this clinic")
  Optional<String> site;

  @Option(names = "--drug", paramLabel = "DRUG", description = "sessions with this drug")
  Optional<String> drug;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "sessions begun at this time or later: 2026-11-21T09:30:00Z")
  Optional<String> from;

  @Option(names = "--to", paramLabel = "TIME", description = "sessions begun before this time")
  Optional<String> to;

  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description =
          "sessions by subject, series, minDosePerKg, maxDosePerKg, state, excursion, component,"
              + " instrument, minScore or maxScore; may be repeated: docs/export.md")
  Map<String, String> where = new LinkedHashMap<>();

  @Option(names = "--measure", paramLabel = "NAME", description = "series: heartRate, rate, ...")
  Optional<String> measure;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      defaultValue = "raw",
      description = "series: raw, bucketed or lttb (default ${DEFAULT-VALUE})")
  String form;

  @Option(
      names = "--bucket",
      paramLabel = "DURATION",
      defaultValue = "PT1M",
      description = "series, bucketed: width (default ${DEFAULT-VALUE})")
  String bucket;

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "1000",
      description = "series, lttb: points of each device (default ${DEFAULT-VALUE})")
  int points;

  @Option(
      names = "--gap",
      paramLabel = "DURATION",
      description = "series: values further apart have a gap between them")
  Optional<String> gap;

  ExportFormat wanted() {
    return ExportFormat.named(format)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "format \"" + format + "\" is not one of " + ExportFormat.words()));
  }

  SessionFilter filter() {
    Map<String, String> all = new LinkedHashMap<>(where);
    site.ifPresent(value -> all.put("site", value));
    drug.ifPresent(value -> all.put("drug", value));
    from.ifPresent(value -> all.put("from", value));
    to.ifPresent(value -> all.put("to", value));
    return SessionFilter.of(all);
  }

  /** The rows of each session that an argument names. */
  SessionExport.Rows rows(String what) {
    if (what.equals("series")) {
      return series();
    }
    return new SessionExport.Table(
        SessionTable.named(what)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"%s\" is not one of sessions, device, series, %s"
                            .formatted(what, SessionTable.words()))));
  }

  private SessionExport.Series series() {
    Measure wanted =
        measure
            .flatMap(Measure::named)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "series needs --measure, one of " + Measure.words()));
    SeriesForm shape =
        switch (form) {
          case "raw" -> new SeriesForm.Raw();
          case "bucketed" -> new SeriesForm.Bucketed(duration("--bucket", bucket));
          case "lttb" -> new SeriesForm.Lttb(points);
          default ->
              throw new IllegalArgumentException(
                  "form \"" + form + "\" is not one of raw, bucketed, lttb");
        };
    return new SessionExport.Series(
        wanted, shape, gap.map(text -> duration("--gap", text)).orElse(wanted.usualGap()));
  }

  private static Duration duration(String option, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          option + " \"" + text + "\" is no duration such as PT1M", e);
    }
  }
}
