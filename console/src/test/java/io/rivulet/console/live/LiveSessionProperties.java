package io.rivulet.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.console.course.CourseBuilder;
import io.rivulet.console.course.CourseItem;
import io.rivulet.console.course.CourseItems;
import io.rivulet.console.course.CourseList;
import io.rivulet.console.course.DoseItem;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.PredictionRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.specific.SpecificRecord;

/** A course that is followed equals one that is read anew. */
class LiveSessionProperties {
  private static final SessionId SESSION = new SessionId("s-1");
  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  static {
    // Avro builds records of classes that it is told to trust, which the serdes do.
    new SerdeFactory(Optional.empty()).serde(PumpSampleRecord.class).close();
  }

  private final List<SessionEventRecord> events = new ArrayList<>();
  private final List<SpecificRecord> samples = new ArrayList<>();
  private long counterNanolitres;
  private int sequence;
  private Instant now = START;

  LiveSessionProperties() {
    event(
        SessionOpened.newBuilder()
            .setSite("colombo-1")
            .setSubject("P-1")
            .setDrug("ketamine")
            .setPlannedDosePerKg(0.5)
            .setPlannedUnit("mg")
            .setPlannedDurationSeconds(2400L)
            .build());
    event(WeightRecorded.newBuilder().setFrom(START).setWeightKg(70).build());
    event(new DeviceBound("pump-1", START, null, null));
    event(new DeviceBound("monitor-1", START, null, null));
  }

  @Property(tries = 60)
  @Requirement("LIVE-005")
  void theCourseAndWhatIsAddedEqualTheCourseReadAnew(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 6) Integer> steps,
      @ForAll @IntRange(min = 0, max = 60) int readAfter) {
    int read = Math.min(readAfter, steps.size());
    steps.subList(0, read).forEach(this::happens);
    CourseBuilder landed = builder();
    LiveSession live = new LiveSession(SESSION);
    live.begin(List.copyOf(events), List.of());
    live.link(landed.latest());
    CourseItems followed = landed.items();
    int eventsBefore = events.size();
    int samplesBefore = samples.size();
    steps.subList(read, steps.size()).forEach(this::happens);

    events.subList(eventsBefore, events.size()).forEach(live::take);
    List<SpecificRecord> after = samples.subList(samplesBefore, samples.size());
    for (int i = 0; i < after.size(); i++) {
      live.take(after.get(i));
      totals(samplesBefore + i + 1).forEach(live::take);
      // Some of what is added had landed before the course was read, and comes again.
      live.take(after.get(i / 2));
      followed.addAll(live.takeNews());
    }
    followed.addAll(live.takeNews());

    CourseItems anew = builder().items();
    for (CourseList list : CourseList.values()) {
      assertThat(comparable(followed.of(list)))
          .as(list.field())
          .isEqualTo(comparable(anew.of(list)));
    }
    assertThat(live.takeRestated()).as("read anew").isEmpty();
  }

  @Example
  @Requirement("LIVE-006")
  void whatChangesThePastHasPagesReadAnew() {
    happens(0);
    happens(0);
    LiveSession live = new LiveSession(SESSION);
    live.begin(events, List.of());
    samples.forEach(live::take);
    live.takeNews();

    PumpSampleRecord late =
        PumpSampleRecord.newBuilder((PumpSampleRecord) samples.get(0))
            .setDeviceTime(START.plusMillis(500))
            .setSequence(99)
            .build();
    live.take(late);
    assertThat(live.takeRestated()).as("a late sample").contains(Restated.LATE_SAMPLE);
    live.take(
        record(
            WeightRecorded.newBuilder().setFrom(START).setWeightKg(71).setCorrects("e-2").build()));
    assertThat(live.takeRestated()).as("a corrected weight").contains(Restated.DECISION);
    assertThat(live.takeNews().isEmpty()).isTrue();
    live.take(samples.get(samples.size() - 1));
    assertThat(live.takeRestated()).as("a repeat").isEmpty();
  }

  @Example
  @Requirement("LIVE-006")
  void aDecisionThatComesWhileItBeginsHasPagesReadAnewOnlyWhereItHadNotLanded() {
    LiveSession landed = new LiveSession(SESSION);
    events.forEach(landed::take);
    landed.begin(events, List.of());
    assertThat(landed.takeRestated()).isEmpty();
    assertThat(landed.devices()).containsExactlyInAnyOrder("pump-1", "monitor-1");

    LiveSession behind = new LiveSession(SESSION);
    events.forEach(behind::take);
    behind.begin(events.subList(0, 2), List.of());
    assertThat(behind.takeRestated()).contains(Restated.DECISION);
    assertThat(behind.devices()).containsExactlyInAnyOrder("pump-1", "monitor-1");
  }

  @Example
  @Requirement("LIVE-007")
  void aSampleOfADeviceThatServesNobodyIsInNoCourse() {
    LiveSession live = new LiveSession(SESSION);
    live.begin(events, List.of());
    happens(0);
    PumpSampleRecord other =
        PumpSampleRecord.newBuilder((PumpSampleRecord) samples.get(0)).setDevice("pump-9").build();

    live.take(other);
    live.take(
        PumpSampleRecord.newBuilder((PumpSampleRecord) samples.get(0))
            .setDeviceTime(START.minusSeconds(60))
            .build());

    assertThat(live.takeNews().isEmpty()).isTrue();
  }

  private void happens(int what) {
    switch (what) {
      case 0, 1, 2 -> pump(Duration.ofSeconds(1), 2_900L);
      case 3 -> pump(Duration.ofSeconds(90), 260_000L);
      case 4 -> {
        counterNanolitres = 0;
        pump(Duration.ofSeconds(2), 1_000L);
      }
      case 5 -> {
        now = now.plusMillis(300);
        samples.add(
            VitalsSampleRecord.newBuilder()
                .setSite("colombo-1")
                .setDevice("monitor-1")
                .setSequence(sequence++)
                .setDeviceTime(now)
                .setReceivedTime(now)
                .setPressures(List.of())
                .setOriginal(List.of())
                .setHeartRatePerMinute(60.0 + sequence)
                .build());
      }
      default -> {
        event(new ObservationCharted(now, "CADSS", 4.0 + events.size() % 80, null));
        event(new PhaseEntered("INFUSION", now, null));
      }
    }
  }

  private void pump(Duration later, long nanolitres) {
    now = now.plus(later);
    counterNanolitres += nanolitres;
    samples.add(
        PumpSampleRecord.newBuilder()
            .setSite("colombo-1")
            .setDevice("pump-1")
            .setSequence(sequence++)
            .setDeviceTime(now)
            .setReceivedTime(now)
            .setDrug("Ketamine")
            .setState(PumpStateRecord.RUN)
            .setRateMlPerHour(10.5)
            .setDeliveredNanolitres(counterNanolitres)
            .setConcentrationPerMl(10.0)
            .setConcentrationUnit("mg")
            .setAlarms(List.of())
            .setOriginal(List.of())
            .build());
  }

  private void event(Object body) {
    events.add(record(body));
  }

  private SessionEventRecord record(Object body) {
    return new SessionEventRecord(
        "s-1", "e-" + (events.size() + 1), START.plusMillis(events.size()), "ada", body);
  }

  private CourseBuilder builder() {
    return builder(samples.size());
  }

  private CourseBuilder builder(int upTo) {
    CourseBuilder builder = new CourseBuilder(SESSION, events, Instant.MIN);
    samples
        .subList(0, upTo)
        .forEach(
            sample -> {
              if (sample instanceof PumpSampleRecord pump) {
                builder.pump(pump);
              } else if (sample instanceof VitalsSampleRecord vitals) {
                builder.vitals(vitals);
              }
            });
    return builder;
  }

  /** What the clinical engine would state after so many samples. */
  private List<DoseTotalRecord> totals(int upTo) {
    if (!(samples.get(upTo - 1) instanceof PumpSampleRecord)) {
      return List.of();
    }
    List<CourseItem> doses = builder(upTo).items().of(CourseList.DOSES);
    return doses.isEmpty()
        ? List.of()
        : List.of(stated((DoseItem) doses.get(doses.size() - 1), upTo));
  }

  private static DoseTotalRecord stated(DoseItem dose, long revision) {
    return DoseTotalRecord.newBuilder()
        .setSession("s-1")
        .setDrug(dose.drug())
        .setRevision(revision)
        .setAsOf(dose.at())
        .setUnit(dose.unit().orElse(null))
        .setAmount(boxed(dose.deliveredAmount()))
        .setAmountPerKg(boxed(dose.deliveredPerKg()))
        .setUncertaintyAmount(boxed(dose.uncertainAmount()))
        .setPlannedPerKg(boxed(dose.plannedPerKg()))
        .setPlannedSoFarPerKg(boxed(dose.plannedSoFarPerKg()))
        .setRatePerKgPerHour(boxed(dose.ratePerKgPerHour()))
        .setPredictions(
            dose.predictions().stream()
                .map(
                    each ->
                        new PredictionRecord(
                            each.model(), each.plasmaNgPerMl(), each.effectSiteNgPerMl()))
                .toList())
        .setPredictionNote(dose.predictionNote().orElse(null))
        .build();
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** Revisions of doses count statements, and a course that is read knows of none. */
  private static List<String> comparable(List<CourseItem> items) {
    return items.stream().map(item -> item.toString().replaceAll("revision=\\d+", "")).toList();
  }
}
