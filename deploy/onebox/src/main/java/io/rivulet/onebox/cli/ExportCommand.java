package io.rivulet.onebox.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.export.Provenance;
import io.rivulet.store.history.DeviceHistory;
import io.rivulet.store.history.ExportRun;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.HistoryAnswers;
import io.rivulet.store.history.HistoryReading;
import io.rivulet.store.history.Page;
import io.rivulet.store.history.Question;
import io.rivulet.store.history.SessionExport;
import io.rivulet.store.history.SessionQuery;
import io.rivulet.store.history.TimeSpan;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** History into files. */
@Command(
    name = "export",
    description = {
      "Writes what is stored as files: sessions, device, series, timeline, pump-samples, vitals-samples,",
      "doses, excursions, alerts, observations or outcomes.",
      "Rows of many sessions are written in parts with a manifest; the same command again goes on",
      "where it was ended. docs/export.md reads them with pandas and DuckDB."
    })
final class ExportCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final int CONNECTIONS = 2;

  @Parameters(paramLabel = "WHAT", description = "sessions, session (its timeline), series, ...")
  String what;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder to write to; - for stdout, for one question only")
  String out;

  @Option(
      names = "--sessions-per-part",
      paramLabel = "N",
      defaultValue = "50",
      description = "sessions in one file (default ${DEFAULT-VALUE})")
  int sessionsPerPart;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "where the store is, stronger than database.url")
  Optional<String> database;

  @Mixin ExportOptions options;
  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    database.ifPresent(url -> configuration.flags.put(Catalogue.DATABASE_URL.name(), url));
    try {
      // What cannot be asked is said before a database is looked for.
      Optional<Question> single = single();
      SessionExport many = single.isPresent() ? null : many();
      DatabaseConfig store = DatabaseConfig.from(configuration.settings());
      try (HikariDataSource pool =
          ConnectionPool.open(
              new DatabaseConfig(store.url(), store.user(), store.password(), CONNECTIONS),
              "rivulet-export",
              LIMIT)) {
        HistoryAccess access = HistoryAccess.whole(pool);
        if (single.isPresent()) {
          single(access, single.get());
        } else {
          many(access, many);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return Exit.DONE;
  }

  /** What has one answer: sessions, a device, or rows of one session. */
  private Optional<Question> single() {
    return switch (what) {
      case "sessions" -> Optional.of(new SessionQuery(options.filter()));
      case "device" ->
          Optional.of(
              new DeviceHistory(
                  options.device.orElseThrow(
                      () -> new IllegalArgumentException("device needs --device")),
                  TimeSpan.ALL));
      default -> options.session.map(session -> options.rows(table()).of(session));
    };
  }

  private String table() {
    return what.equals("session") ? "timeline" : what;
  }

  private SessionExport many() {
    SessionExport export =
        new SessionExport(
            options.filter(), options.rows(table()), options.wanted(), sessionsPerPart);
    if (out.equals("-")) {
      throw new IllegalArgumentException(
          "--out - is for one question: give --session, or a folder for many sessions");
    }
    return export;
  }

  private void single(HistoryAccess access, Question question) throws IOException {
    ExportFormat format = options.wanted();
    if (out.equals("-")) {
      write(access, question, format, System.out);
      return;
    }
    Path file =
        Files.createDirectories(Path.of(out))
            .resolve(question.shape().name() + "." + format.extension());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(fresh))) {
      write(access, question, format, stream);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(
      HistoryAccess access, Question question, ExportFormat format, OutputStream stream)
      throws IOException {
    try (HistoryReading reading = HistoryReading.open(access, LIMIT)) {
      Provenance provenance =
          new Provenance(question.words(), access.schema(), InstantSource.system().instant());
      long rows =
          HistoryAnswers.write(
              reading, question, Page.WHOLE, format.open(question.shape(), provenance, stream));
      spec.commandLine().getErr().println(rows + " rows of " + question.words());
    }
  }

  private void many(HistoryAccess access, SessionExport export) throws IOException {
    ExportProgress progress = new ExportProgress(spec.commandLine().getErr());
    ExportRun.Result result =
        new ExportRun(access, LIMIT, InstantSource.system()).run(export, Path.of(out), progress);
    progress.done(result);
  }
}
