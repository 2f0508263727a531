package io.rivulet.schemas.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.EligibilityFlag;
import io.rivulet.domain.session.ObservationKind;
import io.rivulet.domain.session.Phase;
import io.rivulet.domain.session.PlaceInSeries;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionEventRecordsTest {
  private static final Instant T = Instant.parse("2026-03-01T10:00:00.123456Z");
  private static final SessionId SESSION = new SessionId("s1");

  static List<SessionEvent> events() {
    PlannedDose planned =
        new PlannedDose(0.5, AmountUnit.MILLIGRAM, Optional.of(Duration.ofMinutes(40)));
    return List.of(
        new SessionEvent.Opened(
            "a",
            T,
            "clinic",
            "subject-1",
            Optional.of("Ketamine"),
            "IV",
            OptionalDouble.of(0.5),
            Optional.of(AmountUnit.MILLIGRAM),
            Optional.of(Duration.ofMinutes(40)),
            Optional.of(new PlaceInSeries(new SeriesId("series-1"), 3))),
        new SessionEvent.WeightRecorded("b", T, T, 70, Optional.of("x")),
        new SessionEvent.DeviceBound(
            "c", T, new DeviceId("pump-1"), T, Optional.of(T.plusSeconds(9)), Optional.of("y")),
        new SessionEvent.LimitsAssigned("d", T, "day", T),
        new SessionEvent.ConcentrationRecorded(
            "e", T, "Ketamine", T, new Concentration(2, AmountUnit.MILLIGRAM)),
        new SessionEvent.Closed("f", T, T),
        new SessionEvent.Screened("g", T, T, List.of(new EligibilityFlag("SBP", true)), true),
        new SessionEvent.PhaseEntered("h", T, Phase.INFUSION, T, Optional.of("again")),
        new SessionEvent.DosePlanned("i", T, T, "Ketamine", planned),
        new SessionEvent.DoseCharted("j", T, T, "Ketamine", Route.IN, 28, AmountUnit.MILLIGRAM),
        new SessionEvent.ObservationCharted(
            "k", T, T, ObservationKind.CADSS, OptionalDouble.of(12), Optional.empty()),
        new SessionEvent.ObservationCharted(
            "l", T, T, ObservationKind.EVENT, OptionalDouble.empty(), Optional.of("vomited")),
        new SessionEvent.PressureOrdered("m", T, T, Duration.ofMinutes(10)),
        new SessionEvent.EventWithdrawn("n", T, "k", "mistyped"));
  }

  @ParameterizedTest
  @MethodSource("events")
  @Requirement("SESS-010")
  void everyEventSurvivesItsRecord(SessionEvent event) {
    try (Serde<SessionEventRecord> serde =
        new SerdeFactory(Optional.empty()).serde(SessionEventRecord.class)) {
      byte[] bytes =
          serde.serializer().serialize("sessions", SessionEventRecords.of(SESSION, event, "ward"));
      SessionEventRecord read = serde.deserializer().deserialize("sessions", bytes);

      assertThat(SessionEventMapping.event(read)).isEqualTo(event);
      assertThat(read.getSession()).isEqualTo("s1");
      assertThat(read.getRecordedBy()).isEqualTo("ward");
    }
  }

  @Test
  @Requirement("SESS-010")
  void everyKindOfEventIsAmongThem() {
    assertThat(events().stream().<Class<?>>map(Object::getClass))
        .containsAll(List.of(SessionEvent.class.getPermittedSubclasses()));
  }

  @Test
  @Requirement("SESS-010")
  void aRecordThatHoldsWhatNoEventMayIsRefused() {
    assertThatThrownBy(
            () ->
                SessionEventMapping.event(
                    new SessionEventRecord(
                        "s1", "k", T, "ward", new ObservationCharted(T, "CADSS", 99.0, null))))
        .hasMessageContaining("CADSS score 99.0");
  }
}
