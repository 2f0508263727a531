package io.rivulet.onebox.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.onebox.Role;
import io.rivulet.onebox.Running;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.health.HealthServer;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One role against real servers, until it is told to end. */
abstract class RoleCommand implements Callable<Integer> {
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
                      started.health(),
                      registry));
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

  /** The bridge. */
  @Command(name = "ingest", description = "The MQTT to Kafka bridge, against real servers.")
  static final class Ingest extends RoleCommand {
    Ingest() {
      super(Role.INGEST);
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
}
