package io.rivulet.alerting;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.clerk.LedgerDesk;
import io.rivulet.alerting.http.Api;
import io.rivulet.alerting.http.ApiConfig;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;

/** The role as it is deployed: alerting, and its API. */
public final class AlertingService implements AutoCloseable {
  private final Alerting alerting;
  private final ApiServer api;

  private AlertingService(Alerting alerting, ApiServer api) {
    this.alerting = alerting;
    this.api = api;
  }

  /**
   * Starts both, or nothing.
   *
   * @throws IOException where the alerting file cannot be read
   * @throws InvalidConfigurationException with everything that is wrong with it
   * @throws io.javalin.util.JavalinException where the API's address is taken or not of this
   *     machine
   */
  public static AlertingService start(
      AlertingConfig config, ApiConfig api, InstantSource clock, MeterRegistry registry)
      throws IOException, InvalidConfigurationException {
    Alerting alerting = Alerting.start(config, clock, registry);
    try {
      return new AlertingService(alerting, Api.start(api, alerting.desk(), clock));
    } catch (RuntimeException e) {
      alerting.close();
      throw e;
    }
  }

  /** Where people ask and act. */
  public LedgerDesk desk() {
    return alerting.desk();
  }

  /** Where the API answers, as somebody on this machine writes it. */
  public URI uri() {
    return api.uri();
  }

  /** Whether everything is there that is needed to tell people, or what is not. */
  public Readiness health() {
    return alerting.health();
  }

  /** Whether it makes progress at all, or has to be started anew. */
  public Readiness liveness() {
    return alerting.liveness();
  }

  /** Ends the API first, so that nobody is answered by what is ending. */
  @Override
  public void close() {
    api.close();
    alerting.close();
  }
}
