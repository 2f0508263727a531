package io.rivulet.onebox.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.alerting.AlertingConfig;
import io.rivulet.alerting.RemoteDesk;
import io.rivulet.console.Console;
import io.rivulet.console.ConsoleConfig;
import io.rivulet.console.access.Access;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.ConsoleAccess;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.console.alerting.AlertingAccess;
import io.rivulet.console.desk.DeskAddress;
import io.rivulet.onebox.ConsoleParts;
import io.rivulet.onebox.Running;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.health.HealthServer;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.StoreUnavailableException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The page alone, over a database elsewhere. */
@Command(name = "console", description = "The page, over a database that the sink fills.")
final class ConsoleCommand implements Callable<Integer> {
  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Option(
      names = "--prepare",
      description =
          "as database.user, makes the console's tables and the login of console.database.user, and"
              + " ends; running it again sets its password anew")
  boolean prepare;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = configuration.settings();
    if (prepare) {
      return prepare(settings);
    }
    Shutdown shutdown = Shutdown.listen();
    try (Running running = new Running()) {
      HikariDataSource pool =
          running.add(
              "database connections",
              () -> ConnectionPool.open(ConsoleLogin.of(settings), "rivulet-console"));
      ClinicReads reads = new ClinicReads(pool);
      Access access = ConsoleAccess.open(settings, InstantSource.system());
      Optional<AlertingAccess> alerting = alerting(running, settings);
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      Console console =
          running.add(
              "the console",
              () ->
                  Console.start(
                      ConsoleConfig.from(settings),
                      access,
                      reads,
                      List::of,
                      alerting,
                      ConsoleParts.of(
                          settings,
                          pool,
                          access,
                          DeskAddress.from(settings),
                          InstantSource.system()),
                      InstantSource.system(),
                      registry));
      running.add(
          "the health endpoint",
          () ->
              HealthServer.start(
                  settings.get(Catalogue.HEALTH_HOST),
                  settings.get(Catalogue.HEALTH_PORT),
                  () -> Readiness.LIVE,
                  () -> readiness(reads),
                  registry));
      spec.commandLine().getErr().println("open " + console.uri() + " ; Ctrl-C ends it");
      shutdown.await();
    } finally {
      shutdown.closed();
    }
    return Exit.DONE;
  }

  private int prepare(Settings settings) {
    PrintWriter err = spec.commandLine().getErr();
    DatabaseConfig owner = DatabaseConfig.from(settings);
    try {
      AccessDatabase.migrate(owner);
      err.println("schema " + AccessDatabase.SCHEMA + " is there");
      if (!ConsoleLogin.isOwn(settings)) {
        err.println("console.database.user is not set: the console connects as " + owner.user());
        return Exit.DONE;
      }
      try (HikariDataSource pool = ConnectionPool.open(owner, "rivulet-prepare")) {
        DatabaseConfig login = ConsoleLogin.of(settings);
        err.println(
            login.user()
                + " may log in, and is in "
                + String.join(", ", ConsoleLogin.make(pool, login.user(), login.password())));
      }
      return Exit.DONE;
    } catch (SQLException | IllegalArgumentException e) {
      err.println("rivulet: " + e.getMessage());
      return Exit.FAILED;
    }
  }

  /** Where an alerting file is named, alerts are shown and acted on by it. */
  private static Optional<AlertingAccess> alerting(Running running, Settings settings) {
    if (settings.find(Catalogue.ALERTING_FILE).isEmpty()) {
      return Optional.empty();
    }
    RemoteDesk desk =
        running.add(
            "alerting's desk",
            () -> {
              try {
                return RemoteDesk.open(
                    AlertingConfig.from(ConsoleLogin.narrowed(settings)), InstantSource.system());
              } catch (InvalidConfigurationException e) {
                throw new ConfigurationException(
                    settings.get(Catalogue.ALERTING_FILE) + " cannot be used:\n" + e.getMessage());
              }
            });
    return Optional.of(new AlertingAccess(desk.desk(), desk::refusal));
  }

  private static Readiness readiness(ClinicReads reads) {
    try {
      reads.sessions(1);
      return new Readiness(true, "the database answers");
    } catch (StoreUnavailableException e) {
      return new Readiness(false, "the database does not answer");
    }
  }
}
