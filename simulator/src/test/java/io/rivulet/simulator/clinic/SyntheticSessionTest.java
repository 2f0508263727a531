package io.rivulet.simulator.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.payload.PayloadMapping;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.session.SessionEventMapping;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SyntheticSessionTest {
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private static SyntheticSession session(long ordinal) {
    return new SyntheticSession(
        ClinicConfig.DEMO, new ScheduledSession(0, ordinal, "riverside", START), "clinic-default");
  }

  private static List<DeviceMessage> messages(SyntheticSession session) {
    List<DeviceMessage> messages = new ArrayList<>();
    for (int second = 0; second <= ScheduledSession.SECONDS; second++) {
      messages.addAll(session.messagesAt(second));
    }
    return messages;
  }

  private static List<PumpPayload> pump(SyntheticSession session) throws RefusedPayloadException {
    List<PumpPayload> samples = new ArrayList<>();
    for (DeviceMessage message : messages(session)) {
      if (message.kind() == PayloadKind.PUMP) {
        samples.add((PumpPayload) PayloadCodec.decode(PayloadKind.PUMP, message.payload()));
      }
    }
    return samples;
  }

  private static List<VitalsPayload> pressures(SyntheticSession session)
      throws RefusedPayloadException {
    List<VitalsPayload> readings = new ArrayList<>();
    for (DeviceMessage message : messages(session)) {
      if (message.kind() == PayloadKind.VITALS) {
        VitalsPayload vitals =
            (VitalsPayload) PayloadCodec.decode(PayloadKind.VITALS, message.payload());
        if (vitals.getNibp() != null) {
          readings.add(vitals);
        }
      }
    }
    return readings;
  }

  private static long ordinalOf(Misbehaviour... wanted) {
    long ordinal = 0;
    while (!Misbehaviour.of(ordinal).equals(Set.of(wanted))) {
      ordinal++;
    }
    return ordinal;
  }

  @Test
  @Requirement("SIM-007")
  void isAFunctionOfTheSeedAndThePlan() {
    List<DeviceMessage> one = messages(session(12));
    List<DeviceMessage> two = messages(session(12));
    List<DeviceMessage> other = messages(session(13));

    assertThat(one).hasSameSizeAs(two).hasSizeGreaterThan(3_500);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).topic()).isEqualTo(two.get(i).topic());
      assertThat(one.get(i).payload()).isEqualTo(two.get(i).payload());
    }
    assertThat(other.stream().anyMatch(m -> Arrays.equals(m.payload(), one.get(40).payload())))
        .isFalse();
    assertThat(events(session(12))).isEqualTo(events(session(12)));
  }

  @Test
  @Requirement("SIM-006")
  void thePumpCountsItsMessagesAndSendsOneASecondWhileInfusing() throws Exception {
    List<PumpPayload> samples = pump(session(ordinalOf()));

    for (int i = 0; i < samples.size(); i++) {
      assertThat(samples.get(i).getSequence()).isEqualTo(i);
    }
    assertThat(samples.stream().filter(sample -> sample.getState().equals("RUN"))).hasSize(2_400);
  }

  @Test
  @Requirement("SIM-006")
  void theDomainFindsThePlannedDoseInAnOrdinarySessionAndMoreWhereTheWeightIsWrong()
      throws Exception {
    assertThat(milligramsPerKg(session(ordinalOf()))).isCloseTo(0.5, within(0.002));
    assertThat(milligramsPerKg(session(ordinalOf(Misbehaviour.OCCLUSION))))
        .isCloseTo(0.5, within(0.002));
    assertThat(milligramsPerKg(session(ordinalOf(Misbehaviour.REPEATED_AND_LATE))))
        .isCloseTo(0.5, within(0.002));
    assertThat(milligramsPerKg(session(ordinalOf(Misbehaviour.WRONG_WEIGHT))))
        .isCloseTo(0.575, within(0.003));
    assertThat(milligramsPerKg(session(ordinalOf(Misbehaviour.COUNTER_RESET))))
        .isCloseTo(0.5, within(0.002));
  }

  private static double milligramsPerKg(SyntheticSession session) throws RefusedPayloadException {
    TreeSet<PumpSample> distinct = new TreeSet<>(Comparator.comparing(PumpSample::origin));
    for (PumpPayload payload : pump(session)) {
      distinct.add(ReadingMapping.pump(PayloadMapping.pump(payload, START, false)));
    }
    double weightKg =
        session.eventsAt(0).stream()
            .filter(event -> event.getEvent() instanceof WeightRecorded)
            .mapToDouble(event -> ((WeightRecorded) event.getEvent()).getWeightKg())
            .findFirst()
            .orElseThrow();
    DosePlan plan = new DosePlan(Versions.of(List.of(new Version<>(START, weightKg))), Map.of());
    DoseLedger ledger = DoseLedger.of(List.copyOf(distinct), plan, DoseRules.DEFAULT);
    return ledger.accounts().get("Ketamine").volumesNanolitres().entrySet().stream()
        .mapToDouble(
            entry ->
                entry.getValue()
                    * entry.getKey().concentration().orElseThrow().amountPerMl()
                    / 1e6
                    / entry.getKey().weightKg().orElseThrow())
        .sum();
  }

  @Test
  @Requirement("SIM-008")
  void someSessionsRepeatMessagesAndSendOthersLateAndBackwards() throws Exception {
    List<PumpPayload> samples = pump(session(ordinalOf(Misbehaviour.REPEATED_AND_LATE)));
    Set<Long> distinct = new TreeSet<>();
    int repeats = 0;
    int backwards = 0;
    for (int i = 0; i < samples.size(); i++) {
      repeats += distinct.add(samples.get(i).getSequence()) ? 0 : 1;
      backwards += i > 0 && samples.get(i).getSequence() < samples.get(i - 1).getSequence() ? 1 : 0;
    }

    assertThat(repeats).isGreaterThan(20);
    assertThat(backwards).isGreaterThanOrEqualTo(89);
    assertThat(distinct).hasSize((int) (samples.get(samples.size() - 1).getSequence() + 1));
  }

  @Test
  @Requirement("SIM-008")
  void someSessionsHaveAnExcursionThatTwoReadingsConfirm() throws Exception {
    for (long ordinal = 0; ordinal < 60; ordinal += 3) {
      List<VitalsPayload> readings = pressures(session(ordinal));
      int run = 0;
      int longest = 0;
      for (VitalsPayload reading : readings) {
        run = reading.getNibp().getSystolic() >= 160 ? run + 1 : 0;
        longest = Math.max(longest, run);
        assertThat(reading.getNibp().getMean())
            .isBetween(reading.getNibp().getDiastolic(), reading.getNibp().getSystolic());
      }
      assertThat(longest).isGreaterThanOrEqualTo(2);
      assertThat(readings.get(readings.size() - 1).getNibp().getSystolic()).isLessThan(155);
    }
  }

  @Test
  @Requirement("SIM-006")
  void pressureRisesAsPublishedAndIsBackAtTheEnd() throws Exception {
    double risenSystolic = 0;
    double risenDiastolic = 0;
    double left = 0;
    int sessions = 0;
    for (long ordinal = 0; ordinal < 450; ordinal++) {
      if (!Misbehaviour.of(ordinal).contains(Misbehaviour.PRESSURE_EXCURSION)) {
        List<VitalsPayload> readings = pressures(session(ordinal));
        risenSystolic += systolic(readings, 50) - systolic(readings, 0);
        risenDiastolic +=
            readings.get(10).getNibp().getDiastolic() - readings.get(0).getNibp().getDiastolic();
        left += systolic(readings, 115) - systolic(readings, 0);
        sessions++;
      }
    }

    assertThat(risenSystolic / sessions).isCloseTo(16.0, within(2.0));
    assertThat(risenDiastolic / sessions).isCloseTo(11.0, within(1.5));
    assertThat(left / sessions).isCloseTo(0.0, within(1.5));
  }

  private static double systolic(List<VitalsPayload> readings, int minute) {
    return readings.get(minute / 5).getNibp().getSystolic();
  }

  @Test
  void everyPayloadPassesTheContractsMapping() throws Exception {
    for (long ordinal = 0; ordinal < 6; ordinal++) {
      for (DeviceMessage message : messages(session(ordinal))) {
        var payload = PayloadCodec.decode(message.kind(), message.payload());
        switch (message.kind()) {
          case PUMP ->
              assertThat(PayloadMapping.pump((PumpPayload) payload, START, false)).isNotNull();
          case VITALS ->
              assertThat(PayloadMapping.vitals((VitalsPayload) payload, START, false)).isNotNull();
          case STATUS -> assertThat(message.retained()).isTrue();
        }
      }
    }
  }

  private static List<SessionEventRecord> events(SyntheticSession session) {
    List<SessionEventRecord> events = new ArrayList<>();
    for (int second = 0; second <= ScheduledSession.SECONDS; second++) {
      events.addAll(session.eventsAt(second));
    }
    return events;
  }

  @Test
  @Requirement("SIM-011")
  void theSessionIsOpenedWithPlanAndPseudonymAndClosedAtItsEnd() {
    SyntheticSession session = session(12);
    SessionOpened opened = (SessionOpened) session.eventsAt(0).get(0).getEvent();

    assertThat(opened.getPlannedDosePerKg()).isEqualTo(0.5);
    assertThat(opened.getPlannedDurationSeconds()).isEqualTo(2_400);
    assertThat(opened.getSubject()).matches("subject-[0-9a-f]{6}");
    assertThat(session.eventsAt(ScheduledSession.SECONDS)).hasSize(1);
    assertThat(session.eventsAt(ScheduledSession.SECONDS).get(0).getEvent())
        .isInstanceOf(SessionClosed.class);
  }

  @Test
  @Requirement("SIM-011")
  void peopleWriteDownPhasesAndObservationsThatTheDomainTakes() {
    for (long ordinal = 0; ordinal < 20; ordinal++) {
      List<SessionEventRecord> events = events(session(ordinal));
      SessionPlan plan =
          SessionPlan.of(
              new SessionId(events.get(0).getSession()),
              events.stream().map(SessionEventMapping::event).toList());

      assertThat(events.stream().map(SessionEventRecord::getEventId)).doesNotHaveDuplicates();
      assertThat(events).isSortedAccordingTo(Comparator.comparing(e -> e.getRecordedTime()));
      assertThat(phases(events))
          .containsExactly("SCREENING", "PREPARATION", "INFUSION", "OBSERVATION", "DISCHARGE");
      assertThat(plan.closed()).contains(START.plusSeconds(ScheduledSession.SECONDS));
      assertThat(events.stream().filter(e -> e.getEvent() instanceof ObservationCharted))
          .hasSize(20);
    }
  }

  private static List<String> phases(List<SessionEventRecord> events) {
    return events.stream()
        .filter(event -> event.getEvent() instanceof PhaseEntered)
        .map(event -> ((PhaseEntered) event.getEvent()).getPhase())
        .toList();
  }
}
