package io.rivulet.schemas.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.ResponseRule;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.series.SeriesStep;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.schemas.record.OutcomeRecorded;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesEventRecordsTest {
  private static final Instant T = Instant.parse("2026-03-01T10:00:00.123456Z");

  static List<SeriesEvent> events() {
    List<SeriesStep> steps =
        SeriesStep.of(List.of(new SeriesStep.Block(2, 0.5, OptionalDouble.of(2.5))));
    return List.of(
        new SeriesEvent.Opened(
            "a",
            T,
            "clinic",
            "subject-1",
            "Ketamine",
            Route.IV,
            AmountUnit.MILLIGRAM,
            steps,
            Optional.of(new ResponseRule(Instrument.PHQ_9, 3, 0.5, 0.1, 1))),
        new SeriesEvent.Planned("b", T, steps),
        new SeriesEvent.DoseSet("c", T, 2, 0.6, "well tolerated"),
        new SeriesEvent.OutcomeRecorded("d", T, T, Instrument.MADRS, 6, true, 12),
        new SeriesEvent.Closed("e", T, T),
        new SeriesEvent.EventWithdrawn("f", T, "d", "wrong subject"));
  }

  @ParameterizedTest
  @MethodSource("events")
  @Requirement("SERIES-011")
  void everyEventSurvivesItsRecord(SeriesEvent event) {
    try (Serde<SeriesEventRecord> serde =
        new SerdeFactory(Optional.empty()).serde(SeriesEventRecord.class)) {
      byte[] bytes =
          serde
              .serializer()
              .serialize("series", SeriesEventRecords.of(new SeriesId("s"), event, "ward"));

      assertThat(SeriesEventMapping.event(serde.deserializer().deserialize("series", bytes)))
          .isEqualTo(event);
    }
  }

  @Test
  @Requirement("SERIES-011")
  void everyKindOfEventIsAmongThem() {
    assertThat(events().stream().<Class<?>>map(Object::getClass))
        .containsAll(List.of(SeriesEvent.class.getPermittedSubclasses()));
  }

  @Test
  @Requirement("SERIES-011")
  void aRecordThatHoldsWhatNoEventMayIsRefused() {
    assertThatThrownBy(
            () ->
                SeriesEventMapping.event(
                    new SeriesEventRecord(
                        "s", "d", T, "ward", new OutcomeRecorded(T, "PHQ-9", 1, 28.0, false))))
        .hasMessageContaining("PHQ-9 score 28.0");
  }
}
