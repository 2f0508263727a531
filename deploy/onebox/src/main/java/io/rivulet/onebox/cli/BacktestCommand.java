package io.rivulet.onebox.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.ingest.quarantine.TimeArgument;
import io.rivulet.onebox.backtest.Backtest;
import io.rivulet.onebox.backtest.BacktestRequest;
import io.rivulet.onebox.backtest.Candidate;
import io.rivulet.onebox.backtest.HtmlReport;
import io.rivulet.onebox.backtest.JsonReport;
import io.rivulet.onebox.backtest.SessionResult;
import io.rivulet.onebox.backtest.StoredArchive;
import io.rivulet.onebox.backtest.TextReport;
import io.rivulet.onebox.backtest.Totals;
import io.rivulet.onebox.backtest.UnknownSessionException;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.streams.StreamsRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Other limits over what is stored, beside what fired. */
@Command(
    name = "backtest",
    description =
        "Runs the rules over stored sessions with other limits, and says what would have fired"
            + " beside what did. Changes nothing.")
final class BacktestCommand implements Callable<Integer> {
  @Option(
      names = "--limits",
      required = true,
      paramLabel = "FILE",
      description = "limits profile to try, as JSON; it holds over the whole of every session")
  Path limits;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description =
          "sessions under way at this time or later: 2026-11-21T09:30:00Z, or P30D for 30 days ago")
  String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "sessions under way before this time (default: now)")
  Optional<String> to;

  @Option(
      names = "--session",
      paramLabel = "ID",
      arity = "1..*",
      description = "only these sessions (default: all of the range)")
  Set<String> sessions = new LinkedHashSet<>();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "where the store is, stronger than database.url")
  Optional<String> database;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write the whole report there as JSON; - for stdout, in place of the text")
  Optional<String> report;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write a page there, with a picture of each session that differs")
  Optional<Path> html;

  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    database.ifPresent(url -> configuration.flags.put(Catalogue.DATABASE_URL.name(), url));
    Settings settings = configuration.settings();
    BacktestRequest request = request(settings);
    try (HikariDataSource pool = ConnectionPool.open(store(settings), "rivulet-backtest")) {
      run(request, new StoredArchive(pool));
    }
    return Exit.DONE;
  }

  /** A session is read over one connection while what was stated of it is read over another. */
  private DatabaseConfig store(Settings settings) {
    try {
      DatabaseConfig store = DatabaseConfig.from(settings);
      return new DatabaseConfig(
          store.url(), store.user(), store.password(), Math.max(2, store.poolSize()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private BacktestRequest request(Settings settings) {
    Instant now = InstantSource.system().instant();
    try {
      return new BacktestRequest(
          // One partition is enough for one session.
          StreamsRole.topology(settings.with(Map.of(Catalogue.TOPIC_PARTITIONS.name(), "1"))),
          Candidate.read(limits),
          TimeArgument.parse(from, now),
          to.map(text -> TimeArgument.parse(text, now)).orElse(now),
          sessions);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void run(BacktestRequest request, StoredArchive archive) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    TextReport text = new TextReport(request);
    HtmlReport page = new HtmlReport(request);
    Consumer<SessionResult> kept =
        result -> {
          text.add(result);
          page.add(result);
        };
    Totals totals;
    if (report.isEmpty()) {
      totals = judge(request, archive, kept);
    } else if (report.get().equals("-")) {
      totals = json(request, archive, out, kept);
      out.println();
    } else {
      try (Writer file = Files.newBufferedWriter(Path.of(report.get()), StandardCharsets.UTF_8)) {
        totals = json(request, archive, file, kept);
      }
    }
    if (html.isPresent()) {
      try (PrintWriter file =
          new PrintWriter(Files.newBufferedWriter(html.get(), StandardCharsets.UTF_8))) {
        page.print(totals, file);
      }
    }
    if (!report.equals(Optional.of("-"))) {
      text.print(totals, out);
    }
    out.flush();
  }

  private Totals json(
      BacktestRequest request, StoredArchive archive, Writer to, Consumer<SessionResult> also) {
    JsonReport json = new JsonReport(to, request);
    Totals totals = judge(request, archive, also.andThen(json::add));
    json.finish(totals);
    return totals;
  }

  private Totals judge(
      BacktestRequest request, StoredArchive archive, Consumer<SessionResult> results) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return Backtest.run(request, archive, results, line -> err.println(line));
    } catch (UnknownSessionException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
