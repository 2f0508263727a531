package io.rivulet.onebox.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.ingest.Bridge;
import io.rivulet.ingest.BridgeConfig;
import io.rivulet.onebox.Role;
import io.rivulet.onebox.Running;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.config.SettingsWatch;
import io.rivulet.runtime.health.HealthServer;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One role against real servers, until it is told to end. */
abstract class RoleCommand implements Callable<Integer> {
  private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(1);

  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  private final Role role;

  private RoleCommand(Role role) {
    this.role = role;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = configuration.settings();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Shutdown shutdown = Shutdown.listen();
    try (Running running = new Running()) {
      Role.Started started =
          running.add(role.title(), () -> role.start(settings, InstantSource.system(), registry));
      HealthServer health =
          running.add(
              "the health endpoint",
              () ->
                  HealthServer.start(
                      settings.get(Catalogue.HEALTH_HOST),
                      settings.get(Catalogue.HEALTH_PORT),
                      started.liveness(),
                      started.health(),
                      registry));
      if (configuration.file.isPresent()) {
        SettingsWatch unused =
            running.add(
                "the watch on the configuration file",
                () ->
                    SettingsWatch.start(
                        configuration.file.get(),
                        configuration::settings,
                        changed -> reconfigure(started, settings, changed),
                        started.refused(),
                        RELOAD_INTERVAL));
      }
      spec.commandLine()
          .getErr()
          .println(
              role.title()
                  + " runs; health and metrics on http://"
                  + settings.get(Catalogue.HEALTH_HOST)
                  + ":"
                  + health.port()
                  + "/health/ready; Ctrl-C ends it");
      shutdown.await();
    } finally {
      shutdown.closed();
    }
    return Exit.DONE;
  }

  private static void reconfigure(Role.Started started, Settings settings, Settings changed) {
    if (!settings.get(Catalogue.HEALTH_HOST).equals(changed.get(Catalogue.HEALTH_HOST))
        || !settings.get(Catalogue.HEALTH_PORT).equals(changed.get(Catalogue.HEALTH_PORT))) {
      throw new IllegalArgumentException(
          "health.host and health.port: a change takes a restart; nothing of the changed"
              + " configuration was taken over");
    }
    started.reconfigure().accept(changed);
  }

  /** The bridge. */
  @Command(
      name = "ingest",
      description = {
        "The MQTT to Kafka bridge, against real servers.",
        "A changed --config file is taken over while it runs: filters, time bounds, patience and"
            + " order; what needs a restart is refused, and the old one stays."
      })
  static final class Ingest extends RoleCommand {
    @Option(
        names = "--leave",
        description =
            "leave the broker for good: carry what it has queued for this client id, end the"
                + " session, drain the spool, and exit; 1 where it did not finish within --within")
    boolean leave;

    @Option(
        names = "--within",
        defaultValue = "PT5M",
        paramLabel = "DURATION",
        description = "how long leaving may take (default ${DEFAULT-VALUE})")
    Duration within;

    Ingest() {
      super(Role.INGEST);
    }

    @Override
    public Integer call() throws InterruptedException {
      return leave ? leave() : super.call();
    }

    private int leave() throws InterruptedException {
      BridgeConfig config = BridgeConfig.from(configuration.settings());
      PrintWriter err = spec.commandLine().getErr();
      err.println("leaving the broker as " + config.mqtt().clientId());
      try (Bridge bridge =
          Bridge.start(config, InstantSource.system(), new SimpleMeterRegistry())) {
        if (bridge.leave(within)) {
          err.println("left; nothing waits for it at the broker or in its spool");
          return Exit.DONE;
        }
        err.println("not finished within " + within + ": " + bridge.health().detail());
        return Exit.FAILED;
      }
    }
  }

  /** The topology. */
  @Command(name = "streams", description = "The clinical topology, against real servers.")
  static final class Streams extends RoleCommand {
    Streams() {
      super(Role.STREAMS);
    }
  }

  /** Landing. */
  @Command(name = "sink", description = "Kafka to TimescaleDB or PostgreSQL; migrates it first.")
  static final class Sink extends RoleCommand {
    Sink() {
      super(Role.SINK);
    }
  }

  /** The session desk. */
  @Command(
      name = "sessions",
      description = {
        "The session desk, against real servers: records sessions, series and limits over HTTP.",
        "Several may run; one writes at a time. sessions.tokens says who may use it."
      })
  static final class Sessions extends RoleCommand {
    Sessions() {
      super(Role.SESSIONS);
    }
  }

  /** Alerting. */
  @Command(
      name = "alerting",
      description = {
        "Alerting, against real servers: brings alerts to people until somebody has them.",
        "Several may run and share the work. alerting.file says who is told what, and is taken over"
            + " while it runs; alerting.tokens says who may use its API."
      })
  static final class Alerting extends RoleCommand {
    Alerting() {
      super(Role.ALERTING);
    }
  }
}
