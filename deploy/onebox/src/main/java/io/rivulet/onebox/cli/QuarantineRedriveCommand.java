package io.rivulet.onebox.cli;

import io.rivulet.ingest.quarantine.AmbiguousIdException;
import io.rivulet.ingest.quarantine.Correction;
import io.rivulet.ingest.quarantine.QuarantineConfig;
import io.rivulet.ingest.quarantine.Redrive;
import io.rivulet.ingest.quarantine.RedriveRequest;
import io.rivulet.runtime.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Feeds refused messages back. */
@Command(
    name = "redrive",
    description =
        "Feeds refused messages back, as they were received or corrected. The bridge's own checks"
            + " decide, by the time at which each was received. What is refused again stays in"
            + " quarantine. Exit code 1 where anything was refused, or anything that was named was"
            + " not tried.")
final class QuarantineRedriveCommand implements Callable<Integer> {
  /** More than any message may have, so that the bridge's check says what is too large. */
  private static final long MAX_FILE_BYTES = 1 << 20;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "ids, or as much of their beginnings as tells them apart")
  List<String> ids = List.of();

  @Option(names = "--all", description = "all open ones that the filters match")
  boolean all;

  @Option(
      names = "--payload",
      paramLabel = "FILE",
      description = "corrected bytes, for a single id; show --raw writes those that came")
  Optional<Path> payload;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "corrected MQTT topic, for a single id")
  Optional<String> topic;

  @Option(names = "--again", description = "also what was redriven before")
  boolean again;

  @Option(
      names = "--dry-run",
      description = "only say what would become of each; nothing is written")
  boolean dryRun;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who does it, for the record (default: the user's login, ${DEFAULT-VALUE})",
      defaultValue = "${sys:user.name}")
  String by;

  @Mixin QuarantineFilterOptions options;
  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    InstantSource clock = InstantSource.system();
    RedriveRequest request = request(clock);
    Settings settings = configuration.settings();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Redrive.Report report =
          Redrive.run(
              QuarantineConfig.from(settings),
              request,
              clock,
              result -> out.println(result.line(dryRun)));
      err.println(report.line(dryRun));
      boolean failed = report.refused() > 0 || !ids.isEmpty() && report.notTried() > 0;
      return failed ? Exit.FAILED : Exit.DONE;
    } catch (AmbiguousIdException e) {
      return QuarantineShowCommand.ambiguous(e, err);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private RedriveRequest request(InstantSource clock) throws IOException {
    if (ids.isEmpty() != all) {
      throw usage("give ids, or --all for all that the filters match", null);
    }
    try {
      return new RedriveRequest(
          ids,
          options.filter(clock.instant()),
          options.limit,
          new Correction(bytes(), topic),
          again,
          dryRun,
          by);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage(), e);
    }
  }

  private Optional<byte[]> bytes() throws IOException {
    if (payload.isEmpty()) {
      return Optional.empty();
    }
    Path file = payload.get();
    if (!Files.isRegularFile(file)) {
      throw usage("--payload " + file + ": no such file", null);
    }
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw usage("--payload " + file + " has " + Files.size(file) + " bytes: too large", null);
    }
    return Optional.of(Files.readAllBytes(file));
  }

  private CommandLine.ParameterException usage(String message, Exception cause) {
    return new CommandLine.ParameterException(spec.commandLine(), message, cause);
  }
}
