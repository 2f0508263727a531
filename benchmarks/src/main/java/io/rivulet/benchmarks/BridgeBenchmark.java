package io.rivulet.benchmarks;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.ingest.Bridge;
import io.rivulet.ingest.BridgeConfig;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.mqtt.PublisherConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Messages a second at QoS 1: through the bridge, and to a subscriber that discards. */
@Command(
    name = "bridge",
    description = "QoS 1 messages/s from publishers to Kafka, beside an acking subscriber.")
final class BridgeBenchmark implements Callable<Integer> {
  private static final int DEVICES = 16;
  private static final int IN_FLIGHT = 256;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Option(
      names = "--messages",
      defaultValue = "50000",
      description = "messages a round (default ${DEFAULT-VALUE})")
  int messages;

  @Option(
      names = "--publishers",
      defaultValue = "4",
      description = "publishing connections (default ${DEFAULT-VALUE})")
  int publishers;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws Exception {
    List<Figure> figures = new ArrayList<>();
    int bytes = messages(1).get(0).payload().length;
    try (Bench bench = Bench.start()) {
      Settings settings = bench.round("bridge");
      Bench.provision(settings);
      Figure raw = new Figure("subscriber that acks and discards", "msg/s", raw(settings));
      figures.add(raw);
      bridge(settings, raw, figures);
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "bridge: %d JSON messages of %d B a round, %d publishers, QoS 1"
            .formatted(messages, bytes, publishers),
        figures);
    return 0;
  }

  private List<Double> raw(Settings settings) throws Exception {
    try (DiscardingSubscriber subscriber =
        DiscardingSubscriber.connect(
            settings.get(Catalogue.MQTT_URI), settings.get(Catalogue.BRIDGE_IN_FLIGHT_MAX))) {
      return rounds.run(number -> round(settings, "raw", subscriber::discarded));
    }
  }

  private void bridge(Settings settings, Figure raw, List<Figure> figures) throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(new Percentiles());
    try (Bridge bridge = Bridge.start(BridgeConfig.from(settings), clock, registry)) {
      double unused =
          new Pace("the bridge's start", 1, LIMIT).follow(() -> bridge.health().ready() ? 1 : 0);
      Timer latency = registry.get("rivulet.bridge.ack.latency").timer();
      List<Double> rates = rounds.run(number -> round(settings, "bridge", latency::count));
      double refused =
          registry.find("rivulet.bridge.quarantined").counters().stream()
              .mapToDouble(counter -> counter.count())
              .sum();
      if (refused > 0) {
        throw new IllegalStateException("the bridge refused " + refused + " messages");
      }
      Figure bridged = new Figure("bridge, acknowledged by Kafka", "msg/s", rates);
      figures.add(bridged);
      figures.add(bridged.of(raw, "bridge / subscriber"));
      for (ValueAtPercentile value : latency.takeSnapshot().percentileValues()) {
        figures.add(
            Figure.once(
                "receipt to PUBACK at full load, p%.0f".formatted(value.percentile() * 100),
                "ms",
                value.value(TimeUnit.MILLISECONDS)));
      }
    }
  }

  private double round(Settings settings, String name, LongSupplier acknowledged)
      throws InterruptedException {
    List<DeviceMessage> prepared = messages(messages);
    try (DevicePublisher publisher =
        DevicePublisher.connect(
            new PublisherConfig(
                settings.get(Catalogue.MQTT_URI),
                Optional.empty(),
                Optional.empty(),
                "benchmark-" + name,
                publishers,
                IN_FLIGHT,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10)))) {
      long before = acknowledged.getAsLong();
      long startedNanos = System.nanoTime();
      for (DeviceMessage message : prepared) {
        publisher.publish(message);
      }
      double unused =
          new Pace("messages acknowledged", messages, LIMIT)
              .follow(() -> acknowledged.getAsLong() - before);
      return messages * 1e9 / (System.nanoTime() - startedNanos);
    }
  }

  private List<DeviceMessage> messages(int count) {
    Instant now = clock.instant();
    List<Bed> beds = Bed.ward(DEVICES);
    List<DeviceMessage> prepared = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Bed bed = beds.get(i % DEVICES);
      byte[] payload = PayloadCodec.json(bed.message(now.plus(i, ChronoUnit.MICROS), i));
      prepared.add(new DeviceMessage(Bed.site(), bed.device(), PayloadKind.PUMP, payload, false));
    }
    return prepared;
  }

  /** The bridge leaves percentiles to who reads its histogram; here they are wanted at once. */
  private static final class Percentiles implements MeterFilter {
    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return DistributionStatisticConfig.builder().percentiles(0.5, 0.99).build().merge(config);
    }
  }
}
