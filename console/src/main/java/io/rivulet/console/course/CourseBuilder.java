package io.rivulet.console.course;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.LimitsVersion;
import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.session.SessionEventMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a course together from what was decided, sent and found. It is a function of these alone;
 * samples stream through it, and what it keeps is bounded.
 */
public final class CourseBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(CourseBuilder.class);
  private static final int MAX_READINGS = 3_000;
  private static final int MAX_GAPS = 1_000;

  private final List<SessionEventRecord> events;
  private final SessionPlan plan;
  private final Instant from;
  private final CourseItems items = new CourseItems();
  private final Map<String, PumpSample> latest = new HashMap<>();
  private final DoseCurve curve;
  private final Thinned<PumpItem> pumps =
      new Thinned<>(
          MAX_READINGS,
          List.of(
              item -> item.rateMlPerHour().orElse(Double.NaN),
              item -> item.state().hashCode(),
              item -> item.alarms().size()));
  private final Thinned<VitalsItem> vitals = new Thinned<>(MAX_READINGS, signs());
  private int gaps;

  /**
   * Begins one.
   *
   * @param events everything recorded about the session
   * @param from readings before it are left out
   */
  public CourseBuilder(SessionId session, Collection<SessionEventRecord> events, Instant from) {
    List<SessionEvent> read = events.stream().map(SessionEventMapping::event).toList();
    this.events = List.copyOf(events);
    this.plan = SessionPlan.of(session, read);
    this.from = from;
    this.curve = new DoseCurve(plan);
    items.addAll(Decisions.of(events));
  }

  private static List<ToDoubleFunction<VitalsItem>> signs() {
    return Stream.concat(
            Stream.<ToDoubleFunction<VitalsItem>>of(
                item -> item.heartRatePerMinute().orElse(Double.NaN),
                item -> item.spo2Percent().orElse(Double.NaN),
                item -> item.respiratoryRatePerMinute().orElse(Double.NaN),
                item -> item.etco2MmHg().orElse(Double.NaN)),
            Stream.of("NIBP", "ART")
                .flatMap(
                    source ->
                        Stream.<ToDoubleFunction<VitalsItem>>of(
                            item -> pressure(item, source, p -> p.systolic().orElse(Double.NaN)),
                            item -> pressure(item, source, p -> p.diastolic().orElse(Double.NaN)),
                            item -> pressure(item, source, p -> p.mean().orElse(Double.NaN)))))
        .toList();
  }

  private static double pressure(
      VitalsItem item, String source, Function<PressureValue, Double> component) {
    return item.pressures().stream()
        .filter(pressure -> pressure.source().equals(source))
        .findFirst()
        .map(component)
        .orElse(Double.NaN);
  }

  /** Everything recorded about the session. */
  public List<SessionEventRecord> events() {
    return events;
  }

  /** What was decided. */
  public SessionPlan plan() {
    return plan;
  }

  /** The next sample of a pump, in the order of their times, each once. */
  public void pump(PumpSampleRecord record) {
    PumpSample sample = ReadingMapping.pump(record);
    if (!plan.covers(sample.origin().device(), sample.origin().time())) {
      return;
    }
    curve.take(sample);
    PumpSample earlier = latest.put(record.getDevice(), sample);
    if (!sample.origin().time().isBefore(from)) {
      pumps.add(Readings.pump(record));
      if (earlier != null && gaps < MAX_GAPS) {
        Readings.gap(earlier, sample)
            .ifPresent(
                gap -> {
                  gaps++;
                  items.add(CourseList.GAPS, gap);
                });
      }
    }
  }

  /** The next sample of a monitor, in the order of their times, each once. */
  public void vitals(VitalsSampleRecord record) {
    if (!record.getDeviceTime().isBefore(from)) {
      vitals.add(Readings.vitals(record));
    }
  }

  /** What was found, and what is known of devices. */
  public void add(CourseList list, CourseItem item) {
    items.add(list, item);
  }

  /** The profiles that the session may have been judged by. */
  public void limits(List<LimitsProfileRecord> records) {
    Map<String, List<Version<LimitsVersion>>> byProfile =
        records.stream()
            .flatMap(record -> read(record).stream())
            .collect(
                Collectors.groupingBy(
                    version -> version.value().profile(), Collectors.toCollection(ArrayList::new)));
    Map<String, Versions<LimitsVersion>> profiles = new HashMap<>();
    byProfile.forEach((name, versions) -> profiles.put(name, Versions.of(versions)));
    items.addAll(CourseList.LIMITS, LimitSpans.of(plan, profiles));
  }

  private static List<Version<LimitsVersion>> read(LimitsProfileRecord record) {
    try {
      return List.of(
          new Version<>(
              record.getFrom(),
              new LimitsVersion(
                  record.getProfile(),
                  record.getVersion(),
                  LimitsProfileJson.parse(record.getJson()).profile())));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "limits {} version {} are not shown: {}",
          record.getProfile(),
          record.getVersion(),
          e.getMessage());
      return List.of();
    }
  }

  /** The latest sample of each pump. */
  public Map<String, PumpSample> latest() {
    return Map.copyOf(latest);
  }

  /** Readings left out. */
  public long thinned() {
    return pumps.leftOut() + vitals.leftOut();
  }

  /** All lists; the last thing asked. */
  public CourseItems items() {
    curve.items().stream()
        .filter(item -> !item.at().isBefore(from))
        .forEach(item -> items.add(CourseList.DOSES, item));
    items.addAll(CourseList.PUMPS, pumps.items());
    items.addAll(CourseList.VITALS, vitals.items());
    return items;
  }
}
