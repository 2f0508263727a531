package io.rivulet.ingest;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.health.HealthServer;
import io.rivulet.runtime.health.Readiness;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** The ingest role as a process of its own: a bridge, and a port that tells how it is. */
public final class IngestMain {
  private IngestMain() {}

  /**
   * Runs until the latch opens, then closes what it started.
   *
   * @param stop opened by whoever ends the process
   * @throws io.rivulet.runtime.config.ConfigurationException where a setting cannot be used
   * @throws IOException where the health port is taken
   */
  public static void run(Settings settings, InstantSource clock, CountDownLatch stop)
      throws IOException, InterruptedException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (Bridge bridge = Bridge.start(BridgeConfig.from(settings), clock, registry);
        HealthServer server =
            HealthServer.start(
                settings.get(Catalogue.HEALTH_HOST),
                settings.get(Catalogue.HEALTH_PORT),
                () -> readiness(bridge.health()),
                registry)) {
      stop.await();
    }
  }

  private static Readiness readiness(BridgeHealth health) {
    return new Readiness(health.ready(), health.detail());
  }
}
