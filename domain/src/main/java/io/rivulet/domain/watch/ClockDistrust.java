package io.rivulet.domain.watch;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import java.time.Instant;
import java.util.List;

/**
 * A device that serves a session and whose clock is too far off, or too unsteady, for its times to
 * be trusted: from the statement that said so, or from when it serves, until one that says that the
 * clock is well inside the limit again.
 */
final class ClockDistrust {
  private ClockDistrust() {}

  static void find(
      ClockTrack clock, List<Span> served, WatchRules rules, About about, Watch watch) {
    for (ClockRun run : clock.runs(rules.clockOffsetMax())) {
      Span whole = new Span(run.start(), run.end().orElse(Instant.MAX));
      for (Span part : Span.within(List.of(whole), served)) {
        // A device that stops serving in the very instant its clock goes wrong concerns nobody.
        if (part.from().isBefore(part.to())) {
          find(run, part, rules, about, watch);
        }
      }
    }
  }

  private static void find(ClockRun run, Span part, WatchRules rules, About about, Watch watch) {
    if (part.from().isAfter(watch.now())) {
      return;
    }
    Alert alert =
        Alert.begun(AlertCategory.CLOCK_UNTRUSTED, about, part.from())
            .measuring(Silence.seconds(run.worst(), rules.clockOffsetMax()));
    boolean corrected = run.end().filter(part.to()::equals).isPresent();
    boolean over = corrected || !part.to().isAfter(watch.now());
    watch.found(over ? alert.ended(part.to()) : alert);
  }
}
