package io.rivulet.onebox.cli;

import picocli.CommandLine.Option;

/** {@code --help}, in every command. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this text")
  boolean asked;
}
