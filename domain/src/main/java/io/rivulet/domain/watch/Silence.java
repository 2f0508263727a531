package io.rivulet.domain.watch;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device from which nothing is received while it serves a session. The alert starts where the
 * silence has lasted as long as is allowed, and ends with the next receipt, or when the device
 * serves the session no longer.
 */
final class Silence {
  private Silence() {}

  static void find(
      DeviceTrack track, List<Span> served, WatchRules rules, About about, Watch watch) {
    for (Span span : served) {
      Optional<Span> last = forgotten(track.heard(), span);
      for (Span block : track.heard().blocks()) {
        if (block.to().isBefore(span.from()) || !block.from().isBefore(span.to())) {
          continue;
        }
        after(last, block.from(), track, span, rules, about).ifPresent(watch::found);
        last = Optional.of(block);
      }
      untilNow(last, span, track, rules, about, watch);
    }
  }

  /**
   * Before the first receipt a device has not shown itself; that silence is of another category.
   */
  private static AlertCategory category(Optional<Span> last, DeviceTrack track) {
    if (last.isEmpty() || track.kind().isEmpty()) {
      return AlertCategory.DEVICE_SILENT;
    }
    return switch (track.kind().get()) {
      case PUMP -> AlertCategory.PUMP_SILENT;
      case MONITOR -> AlertCategory.MONITOR_SILENT;
    };
  }

  /** Where receipts were forgotten, the first that is known had others before it. */
  private static Optional<Span> forgotten(Receipts heard, Span served) {
    return heard.since().isAfter(served.from())
        ? Optional.of(new Span(heard.since(), heard.since()))
        : Optional.empty();
  }

  private static Optional<Duration> allowed(
      Optional<Span> last, DeviceTrack track, WatchRules rules) {
    return rules.silentAfter(last.flatMap(any -> track.kind()));
  }

  private static Instant from(Optional<Span> last, Span served) {
    return last.map(Span::to).orElse(served.from());
  }

  private static Optional<Alert> after(
      Optional<Span> last,
      Instant to,
      DeviceTrack track,
      Span served,
      WatchRules rules,
      About about) {
    Instant from = from(last, served);
    return allowed(last, track, rules)
        .filter(allowed -> from.plus(allowed).isBefore(to))
        .map(
            allowed ->
                Alert.begun(category(last, track), about, from.plus(allowed))
                    .measuring(seconds(Duration.between(from, to), allowed))
                    .ended(to));
  }

  private static void untilNow(
      Optional<Span> last,
      Span served,
      DeviceTrack track,
      WatchRules rules,
      About about,
      Watch watch) {
    if (!served.to().isAfter(watch.now())) {
      after(last, served.to(), track, served, rules, about).ifPresent(watch::found);
      return;
    }
    Optional<Duration> allowed = allowed(last, track, rules);
    if (allowed.isEmpty()) {
      return;
    }
    Instant start = from(last, served).plus(allowed.get());
    if (start.isBefore(watch.now())) {
      // How long it has lasted would be another number every second; what is exceeded is not.
      watch.found(
          Alert.begun(category(last, track), about, start)
              .measuring(seconds(allowed.get(), allowed.get())));
    } else {
      watch.due(start);
    }
  }

  static Measured seconds(Duration measured, Duration limit) {
    return Measured.of(measured.toMillis() / 1e3, limit.toMillis() / 1e3, "s");
  }
}
