package io.rivulet.benchmarks;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a ward sends, laid ready in its topics: sessions with a pump and a monitor each, both at 1
 * Hz, second by second; a cuff pressure every five minutes, heart rate and saturation always.
 */
final class WardLoad {
  private static final int CUFF_EVERY_SECONDS = 300;
  private static final String LIMITS =
      """
      {"id": "bench",
       "plausible": {"systolic": [30, 300]},
       "limits": {"systolic": {"high": {"warning": 160, "critical": 180}}},
       "hysteresis": 5,
       "confirm": {"readings": 2, "withinSeconds": 1200}}
      """;

  private final String prefix;
  private final List<Bed> beds;
  private final Instant from;
  private final Map<String, Object> client;

  WardLoad(Settings round, List<Bed> beds, Instant from) {
    this.prefix = round.get(Catalogue.TOPIC_PREFIX);
    this.beds = beds;
    this.from = from;
    this.client = new HashMap<>(round.kafka());
    client.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    client.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
  }

  /** One kind of producer for all, because a failed send is a failed benchmark. */
  private final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Map<Topic, AvroSerde<SpecificRecord>> serdes = new EnumMap<>(Topic.class);

    void send(Topic topic, String key, SpecificRecord record) {
      byte[] value = serdes.computeIfAbsent(topic, WardLoad::serde).encode(record);
      var sent =
          producer.send(
              new ProducerRecord<>(
                  topic.kafkaName(prefix), key.getBytes(StandardCharsets.UTF_8), value),
              (stored, e) -> {
                if (e != null) {
                  failure.set(e);
                }
              });
      if (sent == null) {
        throw new IllegalStateException("the producer took no record");
      }
    }

    @Override
    public void close() {
      producer.close();
      if (failure.get() != null) {
        throw new IllegalStateException("cannot preload " + prefix, failure.get());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static AvroSerde<SpecificRecord> serde(Topic topic) {
    return AvroSerde.of((Class<SpecificRecord>) topic.recordClass());
  }

  /** Opens every session, with its pump, its monitor and its limits. */
  void open() {
    try (Sender sender = new Sender()) {
      sender.send(
          Topic.LIMITS,
          LimitsKey.of("bench", 1),
          new LimitsProfileRecord("bench", 1, from, LIMITS));
      for (Bed bed : beds) {
        for (SessionEventRecord event : events(bed)) {
          sender.send(Topic.SESSIONS, bed.session().value(), event);
        }
      }
    }
  }

  private List<SessionEventRecord> events(Bed bed) {
    List<SessionEventRecord> events = new ArrayList<>(bed.events(from));
    String session = bed.session().value();
    events.add(
        new SessionEventRecord(
            session,
            session + "-monitor",
            from,
            "benchmark",
            new DeviceBound(bed.monitor().value(), from, null, null)));
    events.add(
        new SessionEventRecord(
            session, session + "-limits", from, "benchmark", new LimitsAssigned("bench", from)));
    return events;
  }

  /** Lays samples ready, half of them a pump's; whole seconds of all beds. */
  void samples(int firstSecond, int seconds) {
    try (Sender sender = new Sender()) {
      for (int second = firstSecond; second < firstSecond + seconds; second++) {
        for (Bed bed : beds) {
          // A thousandth of a second's jitter, as clocks have it.
          Instant time =
              from.plusSeconds(second).plusMillis((bed.number() * 31L + second * 17L) % 23);
          sender.send(Topic.PUMP_SAMPLES, bed.device().value(), bed.sample(time, second));
          sender.send(Topic.VITALS_SAMPLES, bed.monitor().value(), vitals(bed, time, second));
        }
      }
    }
  }

  private static VitalsSampleRecord vitals(Bed bed, Instant time, int second) {
    boolean cuff = (second + bed.number()) % CUFF_EVERY_SECONDS == 0;
    double systolic = second / CUFF_EVERY_SECONDS % 4 == 3 ? 165 : 130;
    return VitalsSampleRecord.newBuilder()
        .setSite(Bed.site())
        .setDevice(bed.monitor().value())
        .setSequence(second)
        .setDeviceTime(time)
        .setReceivedTime(time.plusMillis(40))
        .setPressures(
            cuff
                ? List.of(
                    PressureRecord.newBuilder()
                        .setSource("NIBP")
                        .setSystolic(systolic)
                        .setDiastolic(80.0)
                        .setMean(100.0)
                        .build())
                : List.of())
        .setHeartRatePerMinute(70.0 + second % 9)
        .setSpo2Percent(97.0)
        .build();
  }
}
