package io.rivulet.onebox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What was refused: to see it, and to feed it back. */
@Command(
    name = "quarantine",
    synopsisSubcommandLabel = "list|show|redrive",
    description = "What was refused, with the reason: lists it, shows it, feeds it back.",
    subcommands = {
      QuarantineListCommand.class,
      QuarantineShowCommand.class,
      QuarantineRedriveCommand.class
    })
final class QuarantineCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.USAGE;
  }
}
