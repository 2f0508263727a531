package io.rivulet.onebox;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.AlertingConfig;
import io.rivulet.alerting.AlertingService;
import io.rivulet.alerting.http.ApiConfig;
import io.rivulet.ingest.Bridge;
import io.rivulet.ingest.BridgeConfig;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.sessions.DeskConfig;
import io.rivulet.sessions.SessionDesk;
import io.rivulet.store.landing.Sink;
import io.rivulet.store.landing.SinkConfig;
import io.rivulet.streams.ClinicalStreams;
import io.rivulet.streams.StreamsRole;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The services that make up the pipeline, each startable on its own. */
public enum Role {
  /** MQTT to Kafka. */
  INGEST {
    @Override
    public Started start(Settings settings, InstantSource clock, MeterRegistry registry) {
      Bridge bridge = Bridge.start(BridgeConfig.from(settings), clock, registry);
      return new Started(
          this,
          bridge,
          () -> bridge.health().liveness(),
          () -> bridge.health().readiness(),
          changed -> bridge.reconfigure(BridgeConfig.from(changed)),
          bridge::configurationRefused);
    }
  },
  /** The clinical topology. */
  STREAMS {
    @Override
    public Started start(Settings settings, InstantSource clock, MeterRegistry registry) {
      ClinicalStreams streams = ClinicalStreams.start(StreamsRole.from(settings), registry);
      return Started.withoutReload(this, streams, streams::health);
    }
  },
  /** Kafka to TimescaleDB. */
  SINK {
    @Override
    public Started start(Settings settings, InstantSource clock, MeterRegistry registry) {
      Sink sink = Sink.start(SinkConfig.from(settings), clock, registry);
      return Started.withoutReload(this, sink, sink::health);
    }
  },
  /** Records sessions, series and limits. */
  SESSIONS {
    @Override
    public Started start(Settings settings, InstantSource clock, MeterRegistry registry) {
      SessionDesk desk = SessionDesk.start(DeskConfig.from(settings), clock, registry);
      return Started.withoutReload(this, desk, desk::health);
    }
  },
  /** Brings alerts to people. */
  ALERTING {
    @Override
    public Started start(Settings settings, InstantSource clock, MeterRegistry registry)
        throws IOException {
      AlertingService alerting = alerting(settings, clock, registry);
      return new Started(
          this,
          alerting,
          alerting::liveness,
          alerting::health,
          changed -> {
            throw new IllegalArgumentException(
                "alerting takes changed settings at its next start; a changed alerting.file it"
                    + " takes by itself");
          },
          reason -> {});
    }
  };

  private static AlertingService alerting(
      Settings settings, InstantSource clock, MeterRegistry registry) throws IOException {
    try {
      return AlertingService.start(
          AlertingConfig.from(settings), ApiConfig.from(settings), clock, registry);
    } catch (InvalidConfigurationException e) {
      throw new ConfigurationException(
          settings.get(Catalogue.ALERTING_FILE) + " cannot be used:\n" + e.getMessage());
    }
  }

  /**
   * A service that runs.
   *
   * @param role which
   * @param service what to close
   * @param liveness whether it makes progress
   * @param health whether it can do its work now
   * @param reconfigure takes changed settings over while it runs, or throws with the reason
   * @param refused told why changed settings were not taken over
   */
  public record Started(
      Role role,
      AutoCloseable service,
      Supplier<Readiness> liveness,
      Supplier<Readiness> health,
      Consumer<Settings> reconfigure,
      Consumer<String> refused)
      implements AutoCloseable {
    private static Started withoutReload(
        Role role, AutoCloseable service, Supplier<Readiness> health) {
      return new Started(
          role,
          service,
          () -> Readiness.LIVE,
          health,
          changed -> {
            throw new IllegalArgumentException(
                role.title() + " takes a changed configuration at its next start");
          },
          reason -> {});
    }

    @Override
    public void close() throws Exception {
      service.close();
    }
  }

  /** Starts the service with its part of the settings. */
  public abstract Started start(Settings settings, InstantSource clock, MeterRegistry registry)
      throws Exception;

  /** What people call it. */
  public String label() {
    return switch (this) {
      case INGEST -> "Bridge";
      case STREAMS -> "Streams";
      case SINK -> "Sink";
      case SESSIONS -> "Session desk";
      case ALERTING -> "Alerting";
    };
  }

  /** The name on the command line. */
  public String title() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
