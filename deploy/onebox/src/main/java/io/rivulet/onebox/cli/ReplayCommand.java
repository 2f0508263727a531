package io.rivulet.onebox.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.onebox.StoreWitness;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.simulator.mqtt.PublisherConfig;
import io.rivulet.simulator.replay.Replay;
import io.rivulet.simulator.replay.ReplayConfig;
import io.rivulet.simulator.replay.ReplayLimits;
import io.rivulet.simulator.replay.ReplayReport;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.store.read.ClinicReads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recorded traces through the whole pipeline, and what the store says of them. */
@Command(
    name = "replay",
    description =
        "Turns recorded traces into devices that publish over MQTT, waits until the store has"
            + " everything, and reports what it says. Runs on embedded servers unless --config or the"
            + " environment names others.")
final class ReplayCommand implements Callable<Integer> {
  /** Longer than any trace: a recorded stay is as late as it likes. */
  private static final Map<String, String> EMBEDDED =
      Map.of(
          "bridge.time.behind.max", "P3650D",
          "streams.lateness.horizon", "P30D",
          // Recorded in days and received in seconds: silence would mean nothing.
          "watch.enabled", "false");

  @Parameters(arity = "1..*", paramLabel = "TRACE.csv", description = "recorded traces")
  List<Path> traces;

  @Option(
      names = "--limits",
      paramLabel = "FILE|trace",
      description =
          "limits profile to judge by, as JSON; or \"trace\": the alarm limits that the trace's own"
              + " monitors had, as they were changed; without it nothing is judged")
  Optional<String> limits;

  @Option(
      names = "--order",
      paramLabel = "event|ingest",
      defaultValue = "event",
      description =
          "publish by the time things happened, or by the time they were charted: hours late and"
              + " out of order (default ${DEFAULT-VALUE})")
  String order;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "where the report goes, as JSON; - for stdout (default)")
  String report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "keep data in this directory, which a second start reuses (default: a temporary one)")
  Optional<Path> data;

  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    ReplayOrder parsedOrder = order();
    RunId run = RunId.random(new SecureRandom());
    InstantSource clock = InstantSource.system();
    // Traces and limits are read before any server starts, so that a mistake costs no time.
    Replay.check(
        new ReplayConfig(
            traces,
            ReplayLimits.of(limits),
            parsedOrder,
            run,
            PublisherConfig.to("tcp://127.0.0.1:1", "unused"),
            Map.of(),
            "",
            Optional.empty(),
            ReplayConfig.QUIET,
            ReplayConfig.SETTLE),
        clock);
    Shutdown shutdown = Shutdown.listen();
    Thread main = Thread.currentThread();
    Thread interrupter = interruptWhenAsked(shutdown, main);
    try {
      List<ReplayReport> reports =
          configuration.isExternal()
              ? external(parsedOrder, run, clock)
              : embedded(parsedOrder, run, clock);
      Output.write(report, ReplayReport.toJson(reports), spec.commandLine().getOut());
      return Exit.DONE;
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("rivulet: interrupted; nothing was reported");
      return Exit.FAILED;
    } finally {
      interrupter.interrupt();
      shutdown.closed();
    }
  }

  private ReplayOrder order() {
    try {
      return ReplayOrder.ofCode(order);
    } catch (IllegalArgumentException e) {
      throw new picocli.CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Thread interruptWhenAsked(Shutdown shutdown, Thread main) {
    Thread thread =
        new Thread(
            () -> {
              try {
                shutdown.await();
                main.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "rivulet-replay-interrupt");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private List<ReplayReport> embedded(ReplayOrder order, RunId run, InstantSource clock)
      throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try (OneBox box =
        OneBox.start(new OneBoxConfig(data, Optional.empty(), EMBEDDED), clock, err::println)) {
      return run(box.settings(), box.reads(), order, run, clock);
    }
  }

  private List<ReplayReport> external(ReplayOrder order, RunId run, InstantSource clock)
      throws InterruptedException {
    Settings settings = configuration.settings();
    try (HikariDataSource pool =
        ConnectionPool.open(DatabaseConfig.from(settings), "rivulet-replay")) {
      return run(settings, new ClinicReads(pool), order, run, clock);
    }
  }

  private List<ReplayReport> run(
      Settings settings, ClinicReads reads, ReplayOrder order, RunId run, InstantSource clock)
      throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    return Replay.run(
        ReplayConfig.from(settings, traces, ReplayLimits.of(limits), order, run),
        new StoreWitness(reads),
        clock,
        err::println);
  }
}
