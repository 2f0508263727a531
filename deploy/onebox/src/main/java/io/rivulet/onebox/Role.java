package io.rivulet.onebox;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.ingest.Bridge;
import io.rivulet.ingest.BridgeConfig;
import io.rivulet.ingest.BridgeHealth;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.store.database.ConnectionPool;
import io.rivulet.store.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.landing.Sink;
import io.rivulet.store.landing.SinkConfig;
import io.rivulet.streams.ClinicalStreams;
import io.rivulet.streams.StreamsRole;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The services that make up the pipeline, each startable on its own. */
public enum Role {
  /** MQTT to Kafka. */
  INGEST {
    @Override
    public Started start(Settings settings, InstantSource clock, MeterRegistry registry) {
      Bridge bridge = Bridge.start(BridgeConfig.from(settings), clock, registry);
      return new Started(this, bridge, () -> readiness(bridge.health()));
    }
  },
  /** The clinical topology. */
  STREAMS {
    @Override
    public Started start(Settings settings, InstantSource clock, MeterRegistry registry) {
      ClinicalStreams streams = ClinicalStreams.start(StreamsRole.from(settings), registry);
      return new Started(this, streams, streams::health);
    }
  },
  /** Kafka to TimescaleDB. */
  SINK {
    @Override
    public Started start(Settings settings, InstantSource clock, MeterRegistry registry)
        throws SQLException {
      try (HikariDataSource database =
          ConnectionPool.open(DatabaseConfig.from(settings), "rivulet-migrations")) {
        Migrations.migrate(database);
      }
      Sink sink = Sink.start(SinkConfig.from(settings), clock, registry);
      return new Started(this, sink, sink::health);
    }
  };

  /**
   * A service that runs.
   *
   * @param role which
   * @param service what to close
   * @param health whether it can do its work now
   */
  public record Started(Role role, AutoCloseable service, Supplier<Readiness> health)
      implements AutoCloseable {
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
    };
  }

  /** The name on the command line. */
  public String title() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  private static Readiness readiness(BridgeHealth health) {
    return new Readiness(health.ready(), health.detail());
  }
}
