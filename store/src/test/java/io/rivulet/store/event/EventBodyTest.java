package io.rivulet.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.ResponseRule;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.record.SeriesOpened;
import io.rivulet.schemas.record.SeriesStep;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class EventBodyTest {
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123456Z");

  @Test
  @Requirement("STORE-023")
  void instantsAreReadableAndNothingIsWrittenForNull() {
    assertThat(EventBody.write(new DeviceBound("pump-1", AT, null, "e7")))
        .isEqualTo(
            "{\"device\":\"pump-1\",\"from\":\"2026-03-02T09:00:00.123456Z\",\"replaces\":\"e7\"}");
  }

  @Test
  @Requirement("STORE-023")
  void whatIsNestedComesBackEqual() {
    SeriesOpened opened =
        new SeriesOpened(
            "north",
            "subject-7 \"ğ\"\n",
            "Ketamine",
            "IV",
            "mg",
            List.of(new SeriesStep(1, 0.5, null), new SeriesStep(2, 0.1 + 0.2, 3.5)),
            new ResponseRule("PHQ-9", 3, 0.5, 0.1, 1.0));

    assertThat(EventBody.read(EventBody.write(opened), SeriesOpened.class)).isEqualTo(opened);
  }

  @Test
  @Requirement("STORE-023")
  void aFieldThatTheTextDoesNotHaveTakesItsDefault() {
    assertThat(EventBody.read("{\"site\":\"north\",\"subject\":\"s\"}", SessionOpened.class))
        .isEqualTo(SessionOpened.newBuilder().setSite("north").setSubject("s").build());
  }

  @Test
  @Requirement("STORE-023")
  void whatIsNoSuchRecordIsRefusedByName() {
    assertThatThrownBy(() -> EventBody.read("{\"at\":5}", ObservationCharted.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the text is no JSON of a ObservationCharted:");
  }

  @Test
  @Requirement("STORE-023")
  void everyKindThatTheSchemasKnowHasAName() {
    assertThat(branches(SessionEventRecord.getClassSchema()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SessionEventKind.values()).map(k -> k.record().getSimpleName()).toList());
    assertThat(branches(SeriesEventRecord.getClassSchema()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SeriesEventKind.values()).map(k -> k.record().getSimpleName()).toList());
  }

  private static List<String> branches(Schema event) {
    return event.getField("event").schema().getTypes().stream().map(Schema::getName).toList();
  }
}
