package io.rivulet.onebox.cli;

import io.rivulet.onebox.Running;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.simulator.clinic.Clinic;
import io.rivulet.simulator.clinic.ClinicConfig;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.mqtt.PublisherConfig;
import io.rivulet.simulator.session.KafkaSessionSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The simulated clinic alone, against servers elsewhere. */
@Command(
    name = "simulate",
    description = "A simulated ketamine clinic: its devices over MQTT, its sessions to Kafka.")
final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--broker", paramLabel = "URI", description = "MQTT broker (or mqtt.uri)")
  Optional<String> broker;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Kafka, for session events (or kafka.bootstrap.servers)")
  Optional<String> kafka;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "6",
      description = "treatment chairs, 1 to 500 (default ${DEFAULT-VALUE})")
  int sessions;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "what all randomness comes from (default ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--backfill",
      paramLabel = "PT2H",
      defaultValue = "PT2H",
      description = "history to publish at once, at most P7D (default ${DEFAULT-VALUE})")
  Duration backfill;

  @Option(
      names = "--duration",
      paramLabel = "PT60S",
      description = "end by itself after this time, an ISO-8601 duration")
  Optional<Duration> duration;

  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    broker.ifPresent(uri -> configuration.flags.put(Catalogue.MQTT_URI.name(), uri));
    kafka.ifPresent(
        servers -> configuration.flags.put(Catalogue.KAFKA_BOOTSTRAP_SERVERS.name(), servers));
    Settings settings = configuration.settings();
    ClinicConfig config =
        new ClinicConfig(
            sessions, seed, List.of("riverside", "hilltop"), backfill, Duration.ofMinutes(5));
    Shutdown shutdown = Shutdown.listen();
    try (Running running = new Running()) {
      KafkaSessionSink events =
          running.add("session events", () -> KafkaSessionSink.from(settings));
      DevicePublisher publisher =
          running.add(
              "the devices",
              () -> DevicePublisher.connect(PublisherConfig.from(settings, "rivulet-simulate")));
      Clinic clinic =
          running.add(
              "the clinic",
              () -> Clinic.start(config, publisher::publish, events, InstantSource.system()));
      spec.commandLine().getErr().println("the clinic publishes; Ctrl-C ends it");
      if (duration.isPresent()) {
        shutdown.await(duration.get());
      } else {
        shutdown.await();
      }
      clinic.close();
      publisher.awaitAcknowledged(Duration.ofSeconds(30));
      spec.commandLine().getErr().println(publisher.acknowledged() + " messages acknowledged");
      return clinic.failure().isPresent() ? Exit.FAILED : Exit.DONE;
    } finally {
      shutdown.closed();
    }
  }
}
