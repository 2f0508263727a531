package io.rivulet.streams.session;

import io.rivulet.domain.course.Rule;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.vitals.ExcursionRule;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.NotEvaluable;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.domain.vitals.VitalStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vital signs of one source under what holds for the session, as a step. */
final class SourceRule implements Rule<VitalTaken, SourceStanding> {
  private final KnownSession known;
  private final Optional<Instant> infusion;
  private final Map<Measurement, ExcursionRule> excursions = new EnumMap<>(Measurement.class);

  /**
   * For one source.
   *
   * @param infusion when a pump of the session first delivered, where that is asked for
   */
  SourceRule(
      SessionId session, VitalSource source, KnownSession known, Optional<Instant> infusion) {
    this.known = known;
    this.infusion = infusion;
    for (Measurement measurement : Measurement.values()) {
      if (measurement.source() == source) {
        excursions.put(
            measurement, new ExcursionRule(session, measurement, known.limits(), infusion));
      }
    }
  }

  /** When the first infusion began, as this rule has it. */
  Optional<Instant> infusion() {
    return infusion;
  }

  /** Why limits of a measurement cannot be judged; empty where all can. */
  Optional<NotEvaluable> notEvaluable(SourceStanding standing, Measurement measurement) {
    return excursions.get(measurement).notEvaluable(standing.of(measurement));
  }

  @Override
  public SourceStanding start() {
    return SourceStanding.NOTHING;
  }

  @Override
  public SourceStanding step(SourceStanding standing, VitalTaken taken) {
    Origin origin = taken.origin();
    if (!known.plan().covers(origin.device(), origin.time())) {
      return standing;
    }
    Map<Measurement, VitalStanding> vitals = new EnumMap<>(Measurement.class);
    vitals.putAll(standing.vitals());
    List<SourceStanding.Refused> refused = standing.refused();
    for (VitalReading reading : taken.readings()) {
      ExcursionRule rule = excursions.get(reading.measurement());
      Optional<String> refusal = rule.refusal(reading);
      if (refusal.isPresent()) {
        refused = new ArrayList<>(refused);
        refused.add(new SourceStanding.Refused(reading, taken.received(), refusal.get()));
      }
      vitals.put(
          reading.measurement(), rule.step(standing.of(reading.measurement()), reading, refusal));
    }
    return new SourceStanding(vitals, refused);
  }

  @Override
  public SourceStanding forget(SourceStanding standing, Instant before) {
    Map<Measurement, VitalStanding> vitals = new EnumMap<>(Measurement.class);
    standing
        .vitals()
        .forEach(
            (measurement, of) ->
                vitals.put(measurement, excursions.get(measurement).forget(of, before)));
    return new SourceStanding(
        vitals,
        standing.refused().stream()
            .filter(refused -> !refused.reading().origin().time().isBefore(before))
            .toList());
  }
}
