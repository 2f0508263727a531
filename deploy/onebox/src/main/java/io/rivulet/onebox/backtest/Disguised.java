package io.rivulet.onebox.backtest;

import io.rivulet.console.backtest.ChosenSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What somebody may know of a result: under pseudonyms, times are moved as research moves them, and
 * what could name a site, a device or a person is left out.
 */
final class Disguised {
  private static final String NOTHING = "";

  private final Duration shift;

  private Disguised(Duration shift) {
    this.shift = shift;
  }

  static SessionResult of(SessionResult result, ChosenSession chosen) {
    if (!chosen.disguise().hidden()) {
      return result;
    }
    // Days of 24 hours, whatever a zone says.
    return new Disguised(Duration.ofHours(24L * chosen.disguise().shiftDays()))
        .as(chosen.shown(), result);
  }

  private SessionResult as(String shown, SessionResult result) {
    return new SessionResult(
        shown,
        NOTHING,
        moved(result.start()),
        moved(result.end()),
        result.samples(),
        result.fired(),
        result.again(),
        result.would(),
        pairs(result.pairs()),
        pairs(result.differences()),
        result.setAside());
  }

  private List<Pair> pairs(List<Pair> pairs) {
    return pairs.stream()
        .map(pair -> new Pair(pair.before().map(this::finding), pair.after().map(this::finding)))
        .toList();
  }

  /** Equal ids stay equal within a pair only, which is what the outcome goes by. */
  private Finding finding(Finding finding) {
    return new Finding(
        finding.rule(),
        NOTHING,
        moved(finding.start()).toString(),
        finding.level(),
        moved(finding.start()),
        finding.end().map(this::moved),
        finding.peak(),
        finding.readings(),
        NOTHING);
  }

  private Instant moved(Instant at) {
    return at.plus(shift);
  }
}
