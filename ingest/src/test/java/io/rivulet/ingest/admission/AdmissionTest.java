package io.rivulet.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.ingest.Payloads;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.RefusalReason;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Duration AHEAD = Duration.ofHours(1);
  private static final Duration BEHIND = Duration.ofDays(30);
  private static final String PUMP_TOPIC = Payloads.topic("pump-1", "pump");

  private final Admission admission = new Admission(new TimeBounds(AHEAD, BEHIND));

  @Test
  @Requirement("BRIDGE-001")
  void bridgesAPumpSampleUnderItsDevice() {
    byte[] payload = PayloadCodec.json(Payloads.pump("pump-1", 4));

    Outcome outcome = admission.decide(new Publication(PUMP_TOPIC, payload, true, Payloads.NOW));

    assertThat(outcome).isInstanceOf(Outcome.Bridged.class);
    assertThat(outcome.topic()).isEqualTo(Topic.PUMP_SAMPLES);
    assertThat(outcome.key()).isEqualTo("pump-1");
    PumpSampleRecord record = (PumpSampleRecord) outcome.record();
    assertThat(record.getSequence()).isEqualTo(4);
    assertThat(record.getReceivedTime()).isEqualTo(Payloads.NOW);
    assertThat(record.getRateMlPerHour()).isEqualTo(12.5);
    assertThat(record.getMqttDuplicate()).isTrue();
  }

  @Test
  @Requirement("BRIDGE-001")
  void bridgesVitalsAndStatusToTopicsOfTheirOwn() {
    Outcome vitals =
        decide(Payloads.topic("mon-1", "vitals"), PayloadCodec.avro(Payloads.vitals("mon-1", 1)));
    Outcome status =
        decide(Payloads.topic("mon-1", "status"), PayloadCodec.json(Payloads.status("mon-1")));

    assertThat(vitals.topic()).isEqualTo(Topic.VITALS_SAMPLES);
    assertThat(((VitalsSampleRecord) vitals.record()).getHeartRatePerMinute()).isEqualTo(72.0);
    assertThat(status.topic()).isEqualTo(Topic.DEVICE_STATUS);
    assertThat(((DeviceStatusRecord) status.record()).getDeviceTime()).isNull();
  }

  @Test
  @Requirement("BRIDGE-002")
  void keepsAMalformedMessageWithItsBytesAndOrigin() {
    byte[] payload = "{\"site\":".getBytes(StandardCharsets.UTF_8);

    QuarantineRecord record = refused(PUMP_TOPIC, payload);

    assertThat(record.getReason()).isEqualTo("MALFORMED");
    assertThat(record.getStage()).isEqualTo("bridge");
    assertThat(record.getOrigin()).isEqualTo(PUMP_TOPIC);
    assertThat(record.getDevice()).isEqualTo("pump-1");
    assertThat(record.getReceivedTime()).isEqualTo(Payloads.NOW);
    assertThat(record.getPayload().array()).isEqualTo(payload);
    assertThat(record.getPayloadBytes()).isEqualTo(payload.length);
    assertThat(record.getDetail()).isNotBlank();
  }

  @Test
  @Requirement("BRIDGE-002")
  void givesOneRefusedMessageOneIdHoweverOftenItComes() {
    byte[] payload = {1, 2, 3};
    String id = refused(PUMP_TOPIC, payload).getId();

    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(refused(PUMP_TOPIC, payload.clone()).getId()).isEqualTo(id);
    assertThat(refused(PUMP_TOPIC, new byte[] {1, 2, 4}).getId()).isNotEqualTo(id);
    assertThat(refused(Payloads.topic("pump-2", "pump"), payload).getId()).isNotEqualTo(id);
  }

  @Test
  @Requirement("BRIDGE-002")
  void refusesAnUnknownUnitNamingIt() {
    PumpPayload payload = Payloads.pump("pump-1", 1);
    payload.getRate().setUnit("drop/min");

    QuarantineRecord record = refused(PUMP_TOPIC, PayloadCodec.json(payload));

    assertThat(record.getReason()).isEqualTo("UNKNOWN_UNIT");
    assertThat(record.getDetail()).contains("drop/min");
  }

  @Test
  @Requirement("BRIDGE-009")
  void refusesAPayloadThatNamesAnotherDeviceOrSiteThanItsTopic() {
    byte[] payload = PayloadCodec.json(Payloads.pump("pump-1", 1));

    QuarantineRecord otherDevice = refused(Payloads.topic("pump-9", "pump"), payload);
    QuarantineRecord otherSite = refused("rivulet/v1/south/pump-1/pump", payload);

    assertThat(otherDevice.getReason()).isEqualTo("TOPIC_MISMATCH");
    assertThat(otherDevice.getDevice()).isEqualTo("pump-9");
    assertThat(otherSite.getReason()).isEqualTo("TOPIC_MISMATCH");
  }

  @Test
  @Requirement("BRIDGE-010")
  void takesDeviceTimesUpToTheBoundsAndRefusesThoseBeyond() {
    assertThat(pumpAt(AHEAD)).isInstanceOf(Outcome.Bridged.class);
    assertThat(pumpAt(BEHIND.negated())).isInstanceOf(Outcome.Bridged.class);
    assertThat(reasonOf(pumpAt(AHEAD.plusMillis(1)))).isEqualTo("TIME_AHEAD");
    assertThat(reasonOf(pumpAt(BEHIND.negated().minusMillis(1)))).isEqualTo("TIME_BEHIND");
  }

  @Test
  @Requirement("BRIDGE-010")
  void aTimeThatIsRefusedIsKeptSoThatTheClockShows() {
    QuarantineRecord record = (QuarantineRecord) pumpAt(AHEAD.plusMillis(1)).record();

    assertThat(record.getDeviceTime()).isEqualTo(Payloads.NOW.plus(AHEAD).plusMillis(1));
    assertThat(refused(PUMP_TOPIC, new byte[1]).getDeviceTime()).isNull();
  }

  @Test
  @Requirement("BRIDGE-011")
  void keepsTheFirstPartOfAnOversizedPayloadAndItsLength() {
    byte[] payload = new byte[PayloadCodec.MAX_BYTES + 1];
    byte[] other = payload.clone();
    other[PayloadCodec.MAX_BYTES] = 1;

    QuarantineRecord record = refused(PUMP_TOPIC, payload);

    assertThat(record.getReason()).isEqualTo("TOO_LARGE");
    assertThat(record.getPayload().remaining()).isEqualTo(PayloadCodec.MAX_BYTES);
    assertThat(record.getPayloadBytes()).isEqualTo(PayloadCodec.MAX_BYTES + 1);
    assertThat(refused(PUMP_TOPIC, other).getId()).isNotEqualTo(record.getId());
  }

  @Test
  @Requirement("BRIDGE-002")
  void keepsMessagesOfUnknownTopicsUnderTheTopic() {
    for (String topic :
        new String[] {
          "rivulet/v2/north/pump-1/pump",
          "rivulet/v1/north/pump-1/ecg",
          "rivulet/v1/north/pump 1/pump",
          "rivulet/v1/north/pump-1/pump/",
          "rivulet/v1//pump-1/pump",
          "x"
        }) {
      Outcome outcome = decide(topic, PayloadCodec.json(Payloads.pump("pump-1", 1)));

      assertThat(reasonOf(outcome)).as(topic).isEqualTo("UNKNOWN_TOPIC");
      assertThat(outcome.key()).isEqualTo(topic);
    }
  }

  @Property(tries = 2_000)
  @Requirement("BRIDGE-012")
  void answersForEveryMutationOfAPayload(@ForAll long seed) {
    Random random = new Random(seed);
    PumpPayload sample = Payloads.pump("pump-1", 1);
    byte[] payload = random.nextBoolean() ? PayloadCodec.json(sample) : PayloadCodec.avro(sample);
    int mutations = 1 + random.nextInt(8);
    for (int i = 0; i < mutations; i++) {
      payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
    }

    Outcome outcome = decide(PUMP_TOPIC, payload);

    assertThat(outcome.record()).isNotNull();
    if (outcome instanceof Outcome.Refused refused) {
      assertThat(refused.record().getPayload().array()).isEqualTo(payload);
      assertThat(RefusalReason.valueOf(refused.record().getReason())).isNotNull();
    }
  }

  private Outcome pumpAt(Duration offset) {
    PumpPayload payload = Payloads.pump("pump-1", 1);
    payload.setTime(Payloads.NOW.plus(offset));
    return decide(PUMP_TOPIC, PayloadCodec.avro(payload));
  }

  private static String reasonOf(Outcome outcome) {
    return ((Outcome.Refused) outcome).record().getReason();
  }

  private QuarantineRecord refused(String topic, byte[] payload) {
    Outcome outcome = decide(topic, payload);
    assertThat(outcome.topic()).isEqualTo(Topic.QUARANTINE);
    return ((Outcome.Refused) outcome).record();
  }

  private Outcome decide(String topic, byte[] payload) {
    return admission.decide(new Publication(topic, payload, false, Payloads.NOW));
  }
}
