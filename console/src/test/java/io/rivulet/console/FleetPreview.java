package io.rivulet.console;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.fleet.FleetRoutes;
import io.rivulet.store.fleet.FleetRules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The fleet's pages over made-up devices, to look at them while they are being designed:
 *
 * <pre>java io.rivulet.console.FleetPreview 8090 50000</pre>
 */
final class FleetPreview {
  private FleetPreview() {}

  public static void main(String[] args) throws Exception {
    InstantSource clock = InstantSource.system();
    try (TestClinic clinic = TestClinic.start()) {
      TestFleet.fill(clinic.database(), Integer.parseInt(args[1]), clock.instant());
      try (Console console =
          Console.start(
              new ConsoleConfig("127.0.0.1", Integer.parseInt(args[0])),
              TestAccess.everything(),
              clinic.reads(),
              List::of,
              Optional.empty(),
              List.of(
                  new FleetRoutes(
                      clinic.database(), FleetRules.of(Duration.ofMinutes(1)), clock, () -> {})),
              clock,
              new SimpleMeterRegistry())) {
        System.err.println(console.uri() + "fleet");
        new CountDownLatch(1).await();
      }
    }
  }
}
