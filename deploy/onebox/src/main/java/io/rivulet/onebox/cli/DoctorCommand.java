package io.rivulet.onebox.cli;

import io.rivulet.onebox.doctor.Doctor;
import io.rivulet.onebox.doctor.Finding;
import io.rivulet.runtime.config.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at every connection and says what is missing. */
@Command(
    name = "doctor",
    description = "Checks every connection of a configuration and says what is missing or off.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = configuration.settings();
    List<Finding> findings = Doctor.examine(settings);
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(
        finding ->
            out.printf("%-4s  %-9s  %s%n", finding.verdict(), finding.subject(), finding.text()));
    out.flush();
    return findings.stream().anyMatch(f -> f.verdict() == Finding.Verdict.FAIL)
        ? Exit.FAILED
        : Exit.DONE;
  }
}
