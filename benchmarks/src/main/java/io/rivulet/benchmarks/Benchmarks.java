package io.rivulet.benchmarks;

import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures Rivulet on embedded servers in a temporary directory. Every command is bounded in count
 * and time and prints one table to stdout. Exit codes: 0 done, 1 failed, 2 bad usage.
 */
@Command(
    name = "benchmarks",
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures each leg of the pipeline beside its raw limit, and the whole.",
    subcommands = {
      BridgeBenchmark.class,
      SpoolBenchmark.class,
      TopologyBenchmark.class,
      LandingBenchmark.class,
      PipelineBenchmark.class,
      LiveBenchmark.class,
      AlertBenchmark.class,
      ReplayBenchmark.class,
      CodecBenchmark.class,
      DomainBenchmark.class,
      DevicesBenchmark.class,
      FleetBenchmark.class,
      HistoryBenchmark.class,
      ExportBenchmark.class,
      RecordingSummary.class
    })
public final class Benchmarks implements Callable<Integer> {
  private static final int USAGE = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this text")
  boolean help;

  private Benchmarks() {}

  /** Runs one benchmark and ends the process. */
  public static void main(String[] arguments) {
    // The first logger made while several threads start would be a silent substitute.
    LoggerFactory.getLogger(Benchmarks.class).debug("command line {}", arguments.length);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() {
    commandLine().usage(System.err);
    return USAGE;
  }
}
