package io.rivulet.domain.watch;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.version.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No pressure received for longer than the ordered interval allows while a pump of the session
 * delivers. Judged from the latest of the last reading, the start of the infusion and the start of
 * the order. The alert ends with the next reading, whatever its source, or with the infusion: that
 * is, at the last sample that delivers, once none has been received for a minute.
 */
final class PressureOverdue {
  private final Watched watched;
  private final WatchRules rules;
  private final Watch watch;
  private final List<Span> infusions = new ArrayList<>();
  private final List<Span> readings = new ArrayList<>();
  private Instant readingsSince = Instant.MIN;
  private boolean served;

  private PressureOverdue(Watched watched, WatchRules rules, Watch watch) {
    this.watched = watched;
    this.rules = rules;
    this.watch = watch;
  }

  static void find(SessionWatch session, Watched watched, WatchRules rules, Watch watch) {
    if (watched.orders().isEmpty()) {
      return;
    }
    PressureOverdue rule = new PressureOverdue(watched, rules, watch);
    session.devices().forEach(rule::take);
    List<Span> read = Span.union(rule.readings);
    joined(rule.infusions).forEach(infusion -> rule.find(infusion, read));
  }

  private void take(DeviceId device, DeviceTrack track) {
    List<Span> serves = watched.served().getOrDefault(device, List.of());
    infusions.addAll(Span.within(track.delivering().blocks(), serves));
    readings.addAll(Span.within(track.pressures().blocks(), serves));
    readingsSince = Span.later(readingsSince, track.pressures().since());
    boolean pump = !track.delivering().blocks().isEmpty();
    served |= pump && serves.stream().anyMatch(span -> span.to().isAfter(watch.now()));
  }

  /** Two pumps that take turns make one infusion. */
  private static List<Span> joined(List<Span> infusions) {
    List<Span> held =
        infusions.stream()
            .map(span -> new Span(span.from(), span.to().plus(WatchRules.INFUSION_HOLD)))
            .toList();
    return Span.union(held).stream()
        .map(span -> new Span(span.from(), span.to().minus(WatchRules.INFUSION_HOLD)))
        .toList();
  }

  private void find(Span infusion, List<Span> read) {
    // Where readings were forgotten, the first that is known had others before it.
    Instant last = Span.later(infusion.from(), readingsSince);
    for (Span reading : read) {
      if (reading.from().isAfter(held(infusion))) {
        break;
      }
      if (reading.from().isAfter(last)) {
        gap(last, Optional.of(reading.from()), infusion);
      }
      last = Span.later(last, reading.to());
    }
    gap(last, Optional.empty(), infusion);
  }

  /** From a reading, or the start of the infusion, to the next reading where there is one. */
  private void gap(Instant from, Optional<Instant> next, Span infusion) {
    List<Version<Duration>> orders = watched.orders().list();
    Instant known = next.map(to -> Span.earlier(to, infusion.to())).orElse(infusion.to());
    for (int i = 0; i < orders.size(); i++) {
      Instant until = i + 1 < orders.size() ? orders.get(i + 1).from() : Instant.MAX;
      Instant base = Span.later(from, orders.get(i).from());
      Duration allowed = watched.allowed(orders.get(i).value(), base, rules);
      Instant due = base.plus(allowed);
      if (due.isBefore(until)) {
        if (due.isBefore(known)) {
          state(base, allowed, next, infusion);
        } else if (next.isEmpty() && goesOn(infusion)) {
          // Only a sample that delivers after it shows that the infusion went on until then.
          watch.due(Span.later(due, watch.now()));
        }
        return;
      }
    }
  }

  private void state(Instant base, Duration allowed, Optional<Instant> next, Span infusion) {
    About session = About.session(watched.session());
    Alert alert =
        Alert.begun(
            AlertCategory.PRESSURE_OVERDUE,
            watched.site().map(session::at).orElse(session),
            base.plus(allowed));
    if (next.isEmpty() && goesOn(infusion)) {
      watch.found(alert.measuring(Silence.seconds(allowed, allowed)));
      watch.due(held(infusion));
    } else {
      Instant end = next.orElse(infusion.to());
      Duration waited = Duration.between(base, end);
      watch.found(alert.measuring(Silence.seconds(waited, allowed)).ended(end));
    }
  }

  private boolean goesOn(Span infusion) {
    return served && !held(infusion).isBefore(watch.now());
  }

  private static Instant held(Span infusion) {
    return infusion.to().plus(WatchRules.INFUSION_HOLD);
  }
}
