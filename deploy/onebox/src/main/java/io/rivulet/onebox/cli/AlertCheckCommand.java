package io.rivulet.onebox.cli;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads an alerting file and says everything that is wrong with it. */
@Command(
    name = "check",
    description =
        "Checks an alerting file and prints every problem with its line; 1 where there is one. Asks"
            + " no server.")
final class AlertCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the file that alerting.file names")
  Path file;

  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw ApiOptions.usage(spec, file + ": no such file");
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      Instant now = InstantSource.system().instant();
      AlertingPlan plan = AlertFile.read(file, now);
      plan.findings(List.of(), now)
          .forEach(
              finding ->
                  out.println(
                      file
                          + ": warning: "
                          + finding.subject()
                          + " "
                          + AlertText.plain(finding.message())));
      out.println(file + ": can be used, version " + plan.version());
      return Exit.DONE;
    } catch (InvalidConfigurationException e) {
      e.problems()
          .forEach(problem -> out.println(file + ": " + AlertText.plain(problem.toString())));
      out.println(file + ": " + e.problems().size() + " problem(s); it is refused as a whole");
      return Exit.FAILED;
    } finally {
      out.flush();
    }
  }
}
