package io.rivulet.alerting.killed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.alerting.Alerting;
import io.rivulet.alerting.AlertingConfig;
import io.rivulet.alerting.http.Api;
import io.rivulet.alerting.http.ApiConfig;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.ApiServer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Alerting in a process of its own; arguments are settings, {@code name=value}. */
public final class AlertingMain {
  private AlertingMain() {}

  /** Runs until it is killed. Says where its API answers. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> pairs = new HashMap<>();
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      pairs.put(pair[0], pair[1]);
    }
    Settings settings = Settings.of(pairs);
    Alerting alerting =
        Alerting.start(
            AlertingConfig.from(settings), InstantSource.system(), new SimpleMeterRegistry());
    ApiServer api = Api.start(ApiConfig.from(settings), alerting.desk(), InstantSource.system());
    System.out.println("alerting answers on " + api.port());
    new CountDownLatch(1).await();
  }
}
