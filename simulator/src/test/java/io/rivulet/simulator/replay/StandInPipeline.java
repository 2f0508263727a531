package io.rivulet.simulator.replay;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.payload.PayloadMapping;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.simulator.mqtt.Subscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a replay needs to see of bridge, streams and store, without their rules: every message
 * becomes a sample, every tenth one twice, and one of unknown unit is quarantined.
 */
final class StandInPipeline implements ReplayWitness, AutoCloseable {
  static final String PREFIX = "test.";
  private static final Instant RECEIVED = Instant.parse("2026-11-21T03:00:00Z");

  private final SessionId session;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, DoseUpdateRecord> doses = new TreeMap<>();
  private final Map<String, PressureTallyRecord> tallies = new TreeMap<>();
  private final Map<String, Long> samples = new HashMap<>();
  private final List<Excursion> excursions = new ArrayList<>();
  private long quarantined;
  private int taken;

  StandInPipeline(String bootstrapServers, SessionId session) {
    this.session = session;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Takes what the subscriber has received since the last call. */
  synchronized void take(Subscriber subscriber) {
    List<Subscriber.Received> all = subscriber.received();
    for (Subscriber.Received received : all.subList(taken, all.size())) {
      taken++;
      int times = taken % 10 == 0 ? 2 : 1;
      byte[] payload = received.payload().getBytes(StandardCharsets.UTF_8);
      try {
        if (received.topic().endsWith("/pump")) {
          PumpPayload pump = (PumpPayload) PayloadCodec.decode(PayloadKind.PUMP, payload);
          pump(pump, times);
        } else {
          vitals((VitalsPayload) PayloadCodec.decode(PayloadKind.VITALS, payload), times);
        }
      } catch (RefusedPayloadException e) {
        quarantine(received, e);
      }
    }
  }

  private void pump(PumpPayload payload, int times) throws RefusedPayloadException {
    PumpSampleRecord sample = PayloadMapping.pump(payload, RECEIVED, false);
    samples.merge(sample.getDevice(), 1L, Long::sum);
    for (int i = 0; i < times; i++) {
      send(Topic.PUMP_SAMPLES, sample.getDevice(), PumpSampleRecord.class, sample);
    }
    DoseUpdateRecord dose =
        DoseUpdateRecord.newBuilder()
            .setSession(session.value())
            .setDevice(sample.getDevice())
            .setDrug(sample.getDrug())
            .setRevision(samples.get(sample.getDevice()))
            .setAsOf(sample.getDeviceTime())
            .setVolumeNanolitres(sample.getDeliveredNanolitres())
            .setAmount(12.5)
            .setUnit("mg")
            .setAmountPerKg(0.25)
            .setSamples(samples.get(sample.getDevice()))
            .setState(PumpStateRecord.STOP)
            .build();
    doses.put(sample.getDevice(), dose);
    send(Topic.DOSE_UPDATES, session.value(), DoseUpdateRecord.class, dose);
  }

  private void vitals(VitalsPayload payload, int times) throws RefusedPayloadException {
    VitalsSampleRecord sample = PayloadMapping.vitals(payload, RECEIVED, false);
    samples.merge(sample.getDevice(), 1L, Long::sum);
    for (int i = 0; i < times; i++) {
      send(Topic.VITALS_SAMPLES, sample.getDevice(), VitalsSampleRecord.class, sample);
    }
    if (!sample.getPressures().isEmpty()) {
      String source = sample.getPressures().get(0).getSource();
      PressureTallyRecord tally =
          PressureTallyRecord.newBuilder()
              .setSession(session.value())
              .setSource(source)
              .setRevision(samples.get(sample.getDevice()))
              .setReadings(samples.get(sample.getDevice()))
              .setRejected(0)
              .setUnconfirmed(3)
              .build();
      tallies.put(source, tally);
      send(Topic.PRESSURE_TALLIES, session.value(), PressureTallyRecord.class, tally);
      excursion(source, sample);
    }
  }

  private void excursion(String source, VitalsSampleRecord sample) {
    if (excursions.isEmpty()) {
      ExcursionRecord record =
          ExcursionRecord.newBuilder()
              .setId("e1")
              .setSession(session.value())
              .setSource(source)
              .setComponent("systolic")
              .setDirection("high")
              .setSeverity("warning")
              .setStart(sample.getDeviceTime())
              .setPeak(171.0)
              .setReadings(2)
              .setRevision(1)
              .setProfile("p")
              .setProfileVersion(1)
              .build();
      send(Topic.PRESSURE_EXCURSIONS, session.value(), ExcursionRecord.class, record);
      excursions.add(
          new Excursion(
              VitalSource.valueOf(source),
              "systolic",
              "high",
              "warning",
              sample.getDeviceTime(),
              Optional.empty(),
              171.0,
              "mm[Hg]",
              2));
    }
  }

  private void quarantine(Subscriber.Received received, RefusedPayloadException refusal) {
    String device = received.topic().split("/", -1)[3];
    quarantined++;
    QuarantineRecord record =
        QuarantineRecord.newBuilder()
            .setId("q" + quarantined)
            .setStage("bridge")
            .setReason(refusal.reason().name())
            .setDetail(refusal.getMessage())
            .setOrigin(received.topic())
            .setDevice(device)
            .setReceivedTime(RECEIVED)
            .setPayload(ByteBuffer.allocate(0))
            .build();
    send(Topic.QUARANTINE, device, QuarantineRecord.class, record);
  }

  private <T extends SpecificRecord> void send(
      Topic topic, String key, Class<T> recordClass, T record) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.kafkaName(PREFIX),
                key.getBytes(StandardCharsets.UTF_8),
                AvroSerde.of(recordClass).encode(record)));
  }

  @Override
  public synchronized List<Dose> doses(SessionId asked) {
    return doses.values().stream()
        .map(
            dose ->
                new Dose(
                    new DeviceId(dose.getDevice()),
                    dose.getDrug(),
                    Optional.of(dose.getUnit()),
                    OptionalDouble.of(dose.getAmount()),
                    OptionalDouble.of(dose.getAmountPerKg()),
                    dose.getVolumeNanolitres() / 1e6,
                    1,
                    dose.getSamples()))
        .toList();
  }

  @Override
  public synchronized List<Tally> tallies(SessionId asked) {
    return tallies.values().stream()
        .map(
            tally ->
                new Tally(
                    PressureSource.valueOf(tally.getSource()),
                    tally.getReadings(),
                    tally.getRejected(),
                    tally.getUnconfirmed()))
        .toList();
  }

  @Override
  public synchronized List<Excursion> vitalsExcursions(SessionId asked) {
    return List.of();
  }

  @Override
  public synchronized List<Excursion> excursions(SessionId asked) {
    return List.copyOf(excursions);
  }

  @Override
  public List<RejectedReading> rejectedReadings(SessionId asked) {
    return List.of();
  }

  @Override
  public synchronized Landed landed(Collection<DeviceId> devices) {
    return new Landed(samples.values().stream().mapToLong(n -> n).sum(), quarantined, 0);
  }

  @Override
  public void close() {
    producer.close();
  }
}
