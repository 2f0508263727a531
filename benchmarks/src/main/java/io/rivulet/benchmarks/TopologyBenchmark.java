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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Samples a second through the whole clinical topology, until their doses are committed. */
@Command(
    name = "topology",
    description =
        "Samples/s from preloaded topics to committed doses, beside a bare topology, Kafka in a"
            + " process of its own.")
final class TopologyBenchmark implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");

  @Option(
      names = "--samples",
      defaultValue = "400000",
      description =
          "samples a round at least, half of them pumps'; the first fifth is not counted"
              + " (default ${DEFAULT-VALUE})")
  int samples;

  @Option(
      names = "--devices",
      split = ",",
      defaultValue = "1000",
      description =
          "numbers of sessions, each with a pump and a monitor, that share the samples (default"
              + " ${DEFAULT-VALUE})")
  List<Integer> devices;

  @Option(
      names = "--set",
      description = "a setting for streams, such as streams.threads=2; may be repeated")
  Map<String, String> overrides = new HashMap<>();

  @Option(
      names = "--state",
      description = "also read the changelogs: bytes of state a live session, by store")
  boolean state;

  @Option(names = "--no-bare", description = "leave the bare topology out")
  boolean withoutBare;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  /** How fast one topology was, and the processor time it took. */
  private record Speed(double perSecond, double processorMicrosEach) {
    static Speed of(Pace pace) {
      return new Speed(pace.perSecond(), pace.processorMicrosEach());
    }
  }

  private record Measured(Speed clinical, Optional<Speed> bare, Map<String, Double> bytesByStore) {}

  @Override
  public Integer call() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (TopologyBed bed = TopologyBed.start()) {
      for (int count : devices) {
        figures.addAll(figures(count, rounds.run(number -> round(bed, count, number))));
      }
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "topology: %d samples a round or more, pump and monitor at 1 Hz, exactly-once v2, 2 partitions %s"
            .formatted(samples, overrides),
        figures);
    return 0;
  }

  private List<Figure> figures(int count, List<Measured> measured) {
    String of = " of " + count + " sessions";
    List<Figure> figures = new ArrayList<>();
    List<Speed> clinical = measured.stream().map(Measured::clinical).toList();
    List<Speed> bare = measured.stream().flatMap(one -> one.bare().stream()).toList();
    Figure rate = rate("clinical topology," + of, clinical);
    figures.add(rate);
    if (!bare.isEmpty()) {
      Figure limit = rate("bare get and put," + of, bare);
      figures.add(limit);
      figures.add(rate.of(limit, "clinical / bare," + of));
      figures.add(processor("bare get and put," + of, bare));
    }
    figures.add(processor("clinical topology," + of, clinical));
    Map<String, Double> last = measured.get(measured.size() - 1).bytesByStore();
    last.forEach(
        (store, bytes) -> figures.add(Figure.once(store + "," + of, "bytes/session", bytes)));
    return figures;
  }

  private static Figure rate(String name, List<Speed> speeds) {
    return new Figure(name, "samples/s", speeds.stream().map(Speed::perSecond).toList());
  }

  private static Figure processor(String name, List<Speed> speeds) {
    return new Figure(
        name, "processor, µs a sample", speeds.stream().map(Speed::processorMicrosEach).toList());
  }

  private Measured round(TopologyBed bed, int count, int number) throws Exception {
    Settings settings = bed.round("topology-" + count + "-" + number, overrides);
    Bench.provision(settings);
    WardLoad load = new WardLoad(settings, Bed.ward(count), FROM);
    int seconds = Math.max(5, (samples + 2 * count - 1) / (2 * count));
    load.open();
    load.samples(0, seconds);
    long total = 2L * count * seconds;
    // They take turns in going first: what comes second finds warmer caches.
    Optional<Speed> first =
        withoutBare || number % 2 == 1 ? Optional.empty() : Optional.of(bare(settings, total));
    Speed clinical = clinical(settings, total);
    Optional<Speed> bare =
        withoutBare || first.isPresent() ? first : Optional.of(bare(settings, total));
    Map<String, Double> sizes = new LinkedHashMap<>();
    if (state) {
      ChangelogSize.byStore(settings)
          .forEach((store, bytes) -> sizes.put(store, (double) bytes / count));
      sizes.put("all stores", sizes.values().stream().mapToDouble(Double::doubleValue).sum());
    }
    return new Measured(clinical, bare, sizes);
  }

  private static Speed bare(Settings settings, long total) {
    long skipped = total / 5;
    Pace pace = new Pace("samples through the bare topology", total - skipped, LIMIT);
    try (BareTopology topology = BareTopology.start(settings)) {
      pace.follow(() -> Math.max(0, topology.processed() - skipped));
    }
    return Speed.of(pace);
  }

  /** Pump samples count once in a committed dose, monitors' once their offset is committed. */
  private static Speed clinical(Settings settings, long total) throws Exception {
    long skipped = total / 5;
    Pace pace =
        new Pace("samples in committed doses and behind committed offsets", total - skipped, LIMIT);
    Map<String, Long> samplesBySession = new HashMap<>();
    AvroSerde<DoseUpdateRecord> serde = AvroSerde.of(DoseUpdateRecord.class);
    long pumps = 0;
    long monitors = 0;
    try (Admin admin = Admin.create(settings.kafka());
        KafkaConsumer<byte[], byte[]> consumer = committedDoses(settings);
        ClinicalStreams streams =
            ClinicalStreams.start(StreamsRole.from(settings), new SimpleMeterRegistry())) {
      while (!pace.reached(Math.max(0, pumps + monitors - skipped))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
          DoseUpdateRecord dose = serde.decode(record.value());
          Long before = samplesBySession.put(dose.getSession(), dose.getSamples());
          pumps += dose.getSamples() - (before == null ? 0 : before);
        }
        monitors = committedVitals(admin, settings);
      }
    }
    return Speed.of(pace);
  }

  private static long committedVitals(Admin admin, Settings settings) throws Exception {
    String topic = Topic.VITALS_SAMPLES.kafkaName(settings.get(Catalogue.TOPIC_PREFIX));
    return admin
        .listConsumerGroupOffsets(settings.get(Catalogue.STREAMS_APPLICATION_ID))
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(one -> one.getKey().topic().equals(topic) && one.getValue() != null)
        .mapToLong(one -> one.getValue().offset())
        .sum();
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
