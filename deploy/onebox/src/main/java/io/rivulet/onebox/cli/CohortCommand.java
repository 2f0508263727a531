package io.rivulet.onebox.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.store.cohort.CohortDefinition;
import io.rivulet.store.cohort.CohortManifest;
import io.rivulet.store.cohort.CohortReader;
import io.rivulet.store.cohort.CohortVersion;
import io.rivulet.store.cohort.Cohorts;
import io.rivulet.store.cohort.ManifestJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saved choices of sessions. */
@Command(
    name = "cohort",
    description = "Saves choices of sessions, and runs them again with the same result.")
final class CohortCommand implements Runnable {
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]{1,64})(?:@([0-9]{1,9}))?");

  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name one of save, list, show, run");
  }

  @Command(
      name = "save",
      description = "Saves a definition as the next version of its name, with the sessions of now.")
  int save(
      @Parameters(paramLabel = "FILE.yaml", description = "the definition: docs/cohorts.md")
          Path file,
      @Mixin ConfigurationOptions where)
      throws IOException {
    String text = Files.readString(file);
    CohortDefinition definition;
    try {
      definition = CohortReader.parse(text);
    } catch (InvalidConfigurationException e) {
      throw new ParameterException(spec.commandLine(), file + ":\n" + e.getMessage(), e);
    }
    return with(
        where,
        cohorts -> {
          CohortVersion saved = cohorts.save(definition, text, InstantSource.system().instant());
          out().println(line(saved));
          return Exit.DONE;
        });
  }

  @Command(name = "list", description = "One line for each version of each cohort.")
  int list(@Mixin ConfigurationOptions where) {
    return with(
        where,
        cohorts -> {
          cohorts.list().forEach(version -> out().println(line(version)));
          return Exit.DONE;
        });
  }

  @Command(name = "show", description = "The definition as it was saved.")
  int show(
      @Parameters(paramLabel = "NAME[@VERSION]", description = "the latest without a version")
          String cohort,
      @Mixin ConfigurationOptions where) {
    return with(
        where,
        cohorts -> {
          out().print(find(cohorts, cohort).definition());
          return Exit.DONE;
        });
  }

  @Command(
      name = "run",
      description =
          "The manifest: its sessions as they were chosen, counts, checksums, and of which sessions"
              + " something else is stated now.")
  int run(
      @Parameters(paramLabel = "NAME[@VERSION]", description = "the latest without a version")
          String cohort,
      @Option(
              names = "--report",
              paramLabel = "FILE",
              defaultValue = "-",
              description = "where it goes, as JSON; - for stdout (default)")
          String report,
      @Mixin ConfigurationOptions where)
      throws IOException {
    CohortManifest manifest = with(where, cohorts -> cohorts.run(find(cohorts, cohort)));
    Output.write(report, ManifestJson.of(manifest), out());
    PrintWriter err = spec.commandLine().getErr();
    if (!manifest.changed().isEmpty()) {
      err.println(
          manifest.changed().size()
              + " of "
              + manifest.members().size()
              + " sessions have changed since; the report names them");
    }
    if (manifest.fewSubjects()) {
      err.println(
          "fewer than " + CohortManifest.FEW_SUBJECTS + " subjects: figures may point at persons");
    }
    return Exit.DONE;
  }

  private CohortVersion find(Cohorts cohorts, String named) {
    Matcher matcher = NAMED.matcher(named);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(), "\"" + named + "\" is no cohort, such as responders or responders@2");
    }
    Optional<Integer> version = Optional.ofNullable(matcher.group(2)).map(Integer::parseInt);
    return cohorts
        .find(matcher.group(1), version)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no cohort " + named + "; rivulet cohort list shows all"));
  }

  private <T> T with(ConfigurationOptions where, Function<Cohorts, T> use) {
    try (HikariDataSource pool =
        ConnectionPool.open(DatabaseConfig.from(where.settings()), "rivulet-cohort")) {
      return use.apply(new Cohorts(pool));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static String line(CohortVersion version) {
    return "%s@%d  %s  %d sessions  %s"
        .formatted(
            version.name(),
            version.version(),
            version.asOf(),
            version.sessions(),
            version.sha256().substring(0, 12));
  }
}
