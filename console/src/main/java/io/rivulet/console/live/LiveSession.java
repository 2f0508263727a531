package io.rivulet.console.live;

import io.rivulet.console.course.CourseItems;
import io.rivulet.console.course.CourseList;
import io.rivulet.console.course.Decisions;
import io.rivulet.console.course.DeviceItem;
import io.rivulet.console.course.Devices;
import io.rivulet.console.course.Findings;
import io.rivulet.console.course.Readings;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.session.SessionEventMapping;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * What records of Kafka add to the course of one session. A pure fold: no clock, no I/O. Confined
 * to whoever holds the lock of {@link LiveSessions}.
 */
public final class LiveSession {
  private static final int REMEMBERED = 256;

  private final SessionId session;
  private final Map<String, SessionEvent> events = new LinkedHashMap<>();
  private final Map<String, PumpSample> latest = new HashMap<>();
  private final Map<String, Set<Origin>> recent = new HashMap<>();
  private final Map<String, PumpSample> unlinked = new HashMap<>();
  private final Map<String, DeviceItem> devices = new HashMap<>();
  private final Set<String> early = new HashSet<>();
  private boolean begun;
  private SessionPlan plan;
  private CourseItems news = new CourseItems();
  private Optional<Restated> restated = Optional.empty();

  /** A session of which nothing is known yet. */
  public LiveSession(SessionId session) {
    this.session = session;
    this.plan = SessionPlan.of(session, Set.of());
  }

  /**
   * What had landed of it when it began to be followed. A decision that came from Kafka meanwhile
   * changes what pages show only where it had not landed: they read their course after this.
   */
  public void begin(Collection<SessionEventRecord> recorded, Collection<DeviceItem> known) {
    recorded.forEach(this::keep);
    recorded.forEach(event -> early.remove(event.getEventId()));
    if (!early.isEmpty()) {
      restate(Restated.DECISION);
    }
    early.clear();
    begun = true;
    known.forEach(device -> devices.putIfAbsent(device.device(), device));
    plan = SessionPlan.of(session, events.values());
  }

  /**
   * What a course was read with. What of it was not known has pages read anew: it landed after this
   * began, and was passed over in Kafka before, or is still to come from there.
   */
  public void learn(Collection<SessionEventRecord> recorded) {
    long unknown = recorded.stream().filter(this::keep).count();
    if (unknown > 0) {
      plan = SessionPlan.of(session, events.values());
      restate(Restated.LEARNED);
    }
  }

  /** The latest sample of each pump that had landed: what comes next has a neighbour. */
  public void link(Map<String, PumpSample> landed) {
    landed.forEach(
        (device, sample) -> {
          remember(device, sample.origin());
          latest.putIfAbsent(device, sample);
          PumpSample first = unlinked.remove(device);
          if (first != null && sample.origin().compareTo(first.origin()) < 0) {
            Readings.gap(sample, first).ifPresent(gap -> news.add(CourseList.GAPS, gap));
          }
        });
  }

  /** Every device that serves it or did. */
  public Set<String> devices() {
    Set<String> names = new HashSet<>();
    plan.bindings().forEach(binding -> names.add(binding.device().value()));
    return names;
  }

  /** Names of the limits profiles that it is judged by. */
  public Set<String> profiles() {
    Set<String> names = new HashSet<>();
    plan.limits().list().forEach(version -> names.add(version.value()));
    return names;
  }

  /** Takes a record of the session itself or of one of its devices; others change nothing. */
  public void take(SpecificRecord record) {
    if (record instanceof PumpSampleRecord sample) {
      pump(sample);
    } else if (record instanceof VitalsSampleRecord sample) {
      if (plan.covers(new DeviceId(sample.getDevice()), sample.getDeviceTime())) {
        news.add(CourseList.VITALS, Readings.vitals(sample));
      }
    } else if (record instanceof DoseTotalRecord total) {
      news.add(CourseList.DOSES, Findings.dose(total));
    } else if (record instanceof ExcursionRecord excursion) {
      news.add(CourseList.EXCURSIONS, Findings.excursion(excursion));
    } else if (record instanceof AlertRecord alert) {
      news.add(CourseList.ALERTS, Findings.alert(alert));
    } else if (record instanceof DeviceStatusRecord status) {
      DeviceItem item = Devices.after(Optional.ofNullable(devices.get(status.getDevice())), status);
      devices.put(status.getDevice(), item);
      news.add(CourseList.DEVICES, item);
    } else if (record instanceof SessionEventRecord event) {
      decide(event);
    }
  }

  private void pump(PumpSampleRecord record) {
    PumpSample sample = ReadingMapping.pump(record);
    String device = record.getDevice();
    if (!plan.covers(sample.origin().device(), sample.origin().time())) {
      return;
    }
    if (!remember(device, sample.origin())) {
      return;
    }
    PumpSample before = latest.get(device);
    if (before != null && before.origin().compareTo(sample.origin()) >= 0) {
      restate(Restated.LATE_SAMPLE);
      return;
    }
    if (before == null) {
      unlinked.put(device, sample);
    } else {
      Readings.gap(before, sample).ifPresent(gap -> news.add(CourseList.GAPS, gap));
    }
    latest.put(device, sample);
    news.add(CourseList.PUMPS, Readings.pump(record));
  }

  /** False for a repeat. Of one that is older than what is remembered, pages read anew. */
  private boolean remember(String device, Origin origin) {
    Set<Origin> known = recent.computeIfAbsent(device, name -> new LinkedHashSet<>());
    if (!known.add(origin)) {
      return false;
    }
    if (known.size() > REMEMBERED) {
      known.remove(known.iterator().next());
    }
    return true;
  }

  private void decide(SessionEventRecord event) {
    if (!keep(event)) {
      return;
    }
    plan = SessionPlan.of(session, events.values());
    if (!begun) {
      early.add(event.getEventId());
      return;
    }
    Optional<CourseItems> addition = Decisions.addition(event);
    addition.ifPresent(news::addAll);
    if (addition.isEmpty()) {
      restate(Restated.DECISION);
    }
  }

  private boolean keep(SessionEventRecord event) {
    return events.putIfAbsent(event.getEventId(), SessionEventMapping.event(event)) == null;
  }

  /** Pages are to read the course anew. */
  public void restate(Restated why) {
    restated = Optional.of(why);
  }

  /** Why pages are to read the course anew, the latest reason; empty where not. Asked once. */
  public Optional<Restated> takeRestated() {
    Optional<Restated> was = restated;
    restated = Optional.empty();
    return was;
  }

  /** What was added since it was last asked. */
  public CourseItems takeNews() {
    CourseItems taken = news;
    news = new CourseItems();
    return taken;
  }
}
