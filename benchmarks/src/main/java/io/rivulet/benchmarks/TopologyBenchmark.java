package io.rivulet.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.streams.ClinicalStreams;
import io.rivulet.streams.StreamsRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pump samples a second through the clinical topology, until their dose is committed. */
@Command(
    name = "topology",
    description = "Samples/s from a preloaded topic to committed doses, beside a bare topology.")
final class TopologyBenchmark implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");

  @Option(
      names = "--samples",
      defaultValue = "100000",
      description = "samples a round (default ${DEFAULT-VALUE})")
  int samples;

  @Option(
      names = "--sessions",
      split = ",",
      defaultValue = "100,1000",
      description = "numbers of sessions to share the samples (default ${DEFAULT-VALUE})")
  List<Integer> sessions;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private record Measured(double clinical, double bare) {}

  @Override
  public Integer call() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (Bench bench = Bench.start()) {
      for (int count : sessions) {
        List<Measured> measured = rounds.run(number -> round(bench, count, number));
        String of = " of " + count + " sessions";
        Figure bare =
            new Figure(
                "bare get and put," + of,
                "samples/s",
                measured.stream().map(Measured::bare).toList());
        Figure clinical =
            new Figure(
                "clinical topology," + of,
                "samples/s",
                measured.stream().map(Measured::clinical).toList());
        figures.addAll(List.of(bare, clinical, clinical.of(bare, "clinical / bare," + of)));
      }
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "topology: %d pump samples a round, exactly-once v2, 1 stream thread, 2 partitions"
            .formatted(samples),
        figures);
    return 0;
  }

  private Measured round(Bench bench, int count, int number) throws Exception {
    Settings settings = bench.round("topology-" + count + "-" + number);
    List<Bed> beds = Bed.ward(count);
    Bench.provision(settings);
    Bench.openSessions(settings, beds, FROM);
    Bench.preload(settings, beds, samples, FROM);
    double bare = bare(settings);
    return new Measured(clinical(settings), bare);
  }

  private double bare(Settings settings) {
    Pace pace = new Pace("samples through the bare topology", samples, LIMIT);
    try (BareTopology topology = BareTopology.start(settings)) {
      return pace.follow(topology::processed);
    }
  }

  private double clinical(Settings settings) {
    Pace pace = new Pace("samples in committed doses", samples, LIMIT);
    Map<String, Long> samplesBySession = new HashMap<>();
    AvroSerde<DoseUpdateRecord> serde = AvroSerde.of(DoseUpdateRecord.class);
    long total = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = committedDoses(settings);
        ClinicalStreams streams =
            ClinicalStreams.start(StreamsRole.from(settings), new SimpleMeterRegistry())) {
      while (!pace.reached(total)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
          DoseUpdateRecord dose = serde.decode(record.value());
          Long before = samplesBySession.put(dose.getSession(), dose.getSamples());
          total += dose.getSamples() - (before == null ? 0 : before);
        }
      }
    }
    return pace.perSecond();
  }

  private static KafkaConsumer<byte[], byte[]> committedDoses(Settings settings) {
    Map<String, Object> client = new HashMap<>(settings.kafka());
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    String topic = Topic.DOSE_UPDATES.kafkaName(settings.get(Catalogue.TOPIC_PREFIX));
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(p -> new org.apache.kafka.common.TopicPartition(p.topic(), p.partition()))
            .toList());
    return consumer;
  }
}
