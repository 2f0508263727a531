package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.domain.identity.TopicLevel;
import io.rivulet.onebox.StoreWitness;
import io.rivulet.onebox.imports.Import;
import io.rivulet.onebox.imports.ImportReport;
import io.rivulet.onebox.imports.Recording;
import io.rivulet.onebox.imports.ShiftChoice;
import io.rivulet.onebox.imports.TraceImport;
import io.rivulet.onebox.imports.VitalDbImport;
import io.rivulet.onebox.imports.VitalDbMap;
import io.rivulet.onebox.imports.VitalDbMapReader;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.simulator.replay.ReplayLimits;
import io.rivulet.store.imports.ImportLedger;
import io.rivulet.store.imports.ImportedRollUps;
import io.rivulet.store.read.ClinicReads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recordings into the running pipeline, marked as imported. */
@Command(
    name = "import",
    description =
        "Brings recorded traces, or VitalDB-style cases, to the topics that devices' samples go to, and"
            + " waits until the store has them. The same content is imported once. Streams and sink must"
            + " run.")
final class ImportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE.csv", description = "recordings, one session each")
  List<Path> files;

  @Option(
      names = "--vitaldb",
      description = "the files have a column for each track, as VitalDB's; takes --map")
  boolean vitaldb;

  @Option(
      names = "--map",
      paramLabel = "FILE",
      description = "what the columns of --vitaldb files are, as YAML: docs/imports.md")
  Optional<Path> map;

  @Option(
      names = "--site",
      paramLabel = "NAME",
      defaultValue = "import",
      description = "the site the recordings are to be of (default ${DEFAULT-VALUE})")
  String site;

  @Option(
      names = "--shift",
      paramLabel = "none|auto|DAYS",
      defaultValue = "none",
      description =
          "whole days to add to the files' times; auto ends them yesterday (default ${DEFAULT-VALUE})")
  String shift;

  @Option(
      names = "--limits",
      paramLabel = "FILE|trace",
      description =
          "limits profile to judge by, as JSON; or \"trace\": the alarm limits that the trace's own"
              + " monitors had; without it nothing is judged")
  Optional<String> limits;

  @Option(names = "--dry-run", description = "read and check everything, and send nothing")
  boolean dryRun;

  @Option(names = "--strict", description = "send nothing where anything of a file is refused")
  boolean strict;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "where the report goes, as JSON; - for stdout (default)")
  String report;

  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    InstantSource clock = InstantSource.system();
    // Every file is read before any is sent, so that a mistake in the last costs nothing.
    List<Recording> recordings = read(clock.instant());
    PrintWriter err = spec.commandLine().getErr();
    boolean refused = false;
    for (Recording recording : recordings) {
      tellRefused(recording, err);
      refused |= !recording.refused().isEmpty();
    }
    if (strict && refused) {
      err.println("rivulet: nothing was imported, because of --strict");
      return Exit.FAILED;
    }
    Settings settings = configuration.settings();
    ArrayNode reports = JsonNodeFactory.instance.arrayNode();
    try (HikariDataSource pool =
        ConnectionPool.open(DatabaseConfig.from(settings), "rivulet-import")) {
      Import into =
          new Import(
              settings,
              new ImportLedger(pool),
              new ImportedRollUps(pool),
              new StoreWitness(new ClinicReads(pool)),
              clock,
              err::println);
      for (Recording recording : recordings) {
        boolean before = into.before(recording).flatMap(entry -> entry.finished()).isPresent();
        reports.add(
            dryRun
                ? ImportReport.dry(recording, before)
                : ImportReport.done(
                    recording, into.run(recording, ReplayLimits.of(limits)), before));
      }
    }
    Output.write(report, reports.toPrettyString(), spec.commandLine().getOut());
    return Exit.DONE;
  }

  private static void tellRefused(Recording recording, PrintWriter err) {
    String file = recording.plan().trace();
    recording.refused().stream()
        .limit(ImportReport.REFUSALS_MAX)
        .forEach(refusal -> err.println(file + ", " + refusal));
    if (!recording.refused().isEmpty()) {
      err.println(file + ": " + recording.refused().size() + " refused and left out");
    }
  }

  private List<Recording> read(Instant now) {
    ShiftChoice days = checked(() -> ShiftChoice.of(shift));
    if (!TopicLevel.isLevel(site)) {
      throw usage("--site \"" + site + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    if (vitaldb != map.isPresent()) {
      throw usage("--vitaldb and --map FILE go together");
    }
    Optional<VitalDbMap> columns = map.map(VitalDbMapReader::read);
    List<Recording> recordings = new ArrayList<>();
    for (Path file : files) {
      recordings.add(
          columns
              .map(known -> VitalDbImport.read(file, known, site, days, now))
              .orElseGet(() -> TraceImport.read(file, site, days, now)));
    }
    return recordings;
  }

  private <T> T checked(java.util.function.Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
