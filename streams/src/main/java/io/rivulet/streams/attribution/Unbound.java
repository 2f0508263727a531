package io.rivulet.streams.attribution;

import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unattributed.InfusionRuns;
import io.rivulet.domain.unattributed.UnattributedInfusion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Where one pump stands that sends samples no binding covers. Confined to the task's thread. */
final class Unbound {
  private final UnattributedInfusion rule;
  private InfusionRuns base;
  private InfusionRuns tip;
  private Optional<Origin> latest = Optional.empty();
  private Optional<String> site = Optional.empty();

  /** True where the samples held are not those that led to the tip; they are to be gone over. */
  private boolean stale = true;

  Unbound(UnattributedInfusion rule, InfusionRuns base) {
    this.rule = rule;
    this.base = base;
    this.tip = base;
  }

  InfusionRuns base() {
    return base;
  }

  InfusionRuns tip() {
    return tip;
  }

  Optional<String> site() {
    return site;
  }

  boolean isStale() {
    return stale;
  }

  /** Runs that ended earlier went with the samples that were let go of. */
  Instant finalBefore() {
    return base.latestTime().map(time -> time.plus(1, ChronoUnit.MICROS)).orElse(Instant.MIN);
  }

  /** A sample was kept. */
  void kept(PumpSample sample) {
    if (stale || latest.filter(last -> last.compareTo(sample.origin()) >= 0).isPresent()) {
      stale = true;
    } else {
      step(sample);
    }
  }

  /** The oldest sample was let go of for want of room: what it led to stays. */
  void letGo(PumpSample oldest) {
    boolean later = base.latestTime().filter(oldest.origin().time()::isBefore).isEmpty();
    if (later) {
      base = rule.forget(rule.step(base, oldest), oldest.origin().time());
    }
  }

  /** Samples were given to a session. */
  void released() {
    stale = true;
  }

  /** Goes over all samples that are held, in order. */
  void goOver(Iterable<PumpSample> held) {
    tip = base;
    latest = Optional.empty();
    held.forEach(this::step);
    stale = false;
  }

  private void step(PumpSample sample) {
    tip = rule.step(tip, sample);
    latest = Optional.of(sample.origin());
    site = Optional.of(sample.origin().site());
  }
}
