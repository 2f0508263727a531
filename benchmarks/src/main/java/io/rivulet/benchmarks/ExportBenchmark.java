package io.rivulet.benchmarks;

import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.history.ExportRun;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.SessionExport;
import io.rivulet.store.history.SessionFilter;
import io.rivulet.store.history.SessionTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rows a second of a cohort's pump samples into files, beside psql's COPY of the same rows. */
@Command(
    name = "export",
    description =
        "Rows/s of pump samples of many sessions into files, beside psql COPY TO of the same rows and columns.")
final class ExportBenchmark implements Callable<Integer> {
  private static final int SAMPLES = 3_600;
  private static final long MIB = 1 << 20;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String SAME_ROWS =
      """
      COPY (SELECT session, device, device_time, sequence, received_time, drug, state,
        rate_ml_per_hour, delivered_nl, concentration_per_ml, concentration_unit,
        programmed_weight_kg, array_to_string(alarms, ' ')
      FROM rivulet.session_pump_sample) TO STDOUT""";

  @Option(
      names = "--sessions",
      defaultValue = "1000",
      description = "sessions of an hour each, 1 to 5000 (default ${DEFAULT-VALUE})")
  int sessions;

  @Option(names = "--format", defaultValue = "parquet", description = "csv, ndjson, parquet, arrow")
  String format;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private record Measured(double exported, double copied, double firstHeap, double lastHeap) {}

  @Override
  public Integer call() throws Exception {
    if (sessions < 1 || sessions > 5_000) {
      throw new IllegalArgumentException("--sessions " + sessions + " is not 1 to 5000");
    }
    ExportFormat wanted = ExportFormat.named(format).orElseThrow();
    List<Measured> measured;
    try (PastSessions past = PastSessions.open(Optional.empty())) {
      past.fill(sessions, SAMPLES);
      measured = rounds.run(number -> round(past, wanted));
    }
    Figure exported = figure("exported as " + wanted.word(), "rows/s", measured, 0);
    Figure copied = figure("psql COPY TO a file", "rows/s", measured, 1);
    FigureTable.print(
        spec.commandLine().getOut(),
        "export: %,d pump samples of %,d sessions, plain PostgreSQL"
            .formatted((long) sessions * SAMPLES, sessions),
        List.of(
            exported,
            copied,
            exported.of(copied, "exported / psql COPY"),
            figure("heap in use after collection, at a tenth of the sessions", "MiB", measured, 2),
            figure("the same, at the end", "MiB", measured, 3)));
    return 0;
  }

  private Measured round(PastSessions past, ExportFormat wanted) throws Exception {
    Path folder = Files.createTempDirectory("rivulet-export");
    try {
      SessionExport export =
          new SessionExport(
              SessionFilter.ALL, new SessionExport.Table(SessionTable.PUMP_SAMPLES), wanted, 50);
      ExportRun run =
          new ExportRun(HistoryAccess.whole(past.pool()), LIMIT, InstantSource.system());
      List<Double> heap = new ArrayList<>();
      long[] collectedNanos = new long[1];
      long startedNanos = System.nanoTime();
      ExportRun.Result result =
          run.run(
              export,
              folder,
              (rows, done, all) -> {
                if (heap.isEmpty() && done >= all / 10 || heap.size() == 1 && done == all) {
                  long beganNanos = System.nanoTime();
                  heap.add(heapMib());
                  collectedNanos[0] += System.nanoTime() - beganNanos;
                }
              });
      double seconds = (System.nanoTime() - startedNanos - collectedNanos[0]) / 1e9;
      if (result.rows() != (long) sessions * SAMPLES) {
        throw new IllegalStateException(result.rows() + " rows were exported");
      }
      double copied = psql(past, folder.resolve("copied.txt").toFile());
      return new Measured(
          result.rows() / seconds, result.rows() / copied, heap.get(0), heap.get(1));
    } finally {
      delete(folder);
    }
  }

  private static double heapMib() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (double) MIB;
  }

  private double psql(PastSessions past, File file) throws IOException, InterruptedException {
    long startedNanos = System.nanoTime();
    Process psql =
        new ProcessBuilder(
                "psql",
                "--no-psqlrc",
                "--host=127.0.0.1",
                "--port=" + past.server().port(),
                "--username=" + past.server().user(),
                "--dbname=rivulet",
                "--command=" + SAME_ROWS)
            .redirectOutput(file)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!psql.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || psql.exitValue() != 0) {
      psql.destroyForcibly();
      throw new IllegalStateException("psql did not copy; is it installed?");
    }
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  private static Figure figure(String name, String unit, List<Measured> measured, int which) {
    return new Figure(
        name,
        unit,
        measured.stream()
            .map(
                one ->
                    switch (which) {
                      case 0 -> one.exported;
                      case 1 -> one.copied;
                      case 2 -> one.firstHeap;
                      default -> one.lastHeap;
                    })
            .toList());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
