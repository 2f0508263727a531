package io.rivulet.onebox.cli;

import io.rivulet.runtime.config.ConfigurationException;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The command line. Progress and errors go to stderr, results to stdout; exit codes are 0 done, 1
 * failed, 2 bad usage.
 */
@Command(
    name = "rivulet",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Infusion-pump telemetry that people can trust.",
      "It only listens: it never commands a device and replaces no bedside alarm.",
      ""
    },
    footer = {"", "Exit codes: 0 done, 1 failed, 2 bad usage."},
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      BacktestCommand.class,
      ImportCommand.class,
      CohortCommand.class,
      ExportCommand.class,
      SimulateCommand.class,
      RoleCommand.Ingest.class,
      RoleCommand.Streams.class,
      RoleCommand.Sink.class,
      RoleCommand.Sessions.class,
      RoleCommand.Alerting.class,
      ConsoleCommand.class,
      QuarantineCommand.class,
      UserCommand.class,
      DoctorCommand.class
    })
public final class Rivulet implements Callable<Integer> {
  @Mixin HelpOption help;

  private Rivulet() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // The first logger made while several threads start would be a silent substitute.
    LoggerFactory.getLogger(Rivulet.class).debug("command line {}", arguments.length);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    CommandLine rivulet = new CommandLine(new Rivulet());
    DeskCommands.addTo(rivulet);
    AlertCommands.addTo(rivulet);
    return rivulet
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(
            failure ->
                failure instanceof ConfigurationException
                        || failure instanceof CommandLine.ParameterException
                    ? Exit.USAGE
                    : Exit.FAILED)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("rivulet: " + message(failure));
              LoggerFactory.getLogger(Rivulet.class).debug("failed", failure);
              return command.getExitCodeExceptionMapper().getExitCode(failure);
            });
  }

  private static String message(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  @Override
  public Integer call() {
    commandLine().usage(System.err);
    return Exit.USAGE;
  }
}
