package io.rivulet.console.course;

import io.rivulet.domain.delivery.Predictor;
import io.rivulet.domain.delivery.SessionDose;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.dose.PumpHistoryRule;
import io.rivulet.domain.dose.PumpRule;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.session.Chart;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a session had had of each drug at many instants: at each what the clinical engine would have
 * stated, had it known then what is known now. So a corrected weight or a late sample changes the
 * whole curve, which statements kept one after the other would not.
 */
final class DoseCurve {
  private static final int MAX_POINTS = 1_000;
  private static final Duration FIRST_STRIDE = Duration.ofMillis(900);

  /** One pump as far as it has been followed. */
  private static final class Pump {
    private PumpBook book = PumpBook.EMPTY;
    private PumpHistory history = PumpHistory.EMPTY;
  }

  private final SessionPlan plan;
  private final List<SessionEvent.DoseCharted> charted;
  private final PumpRule count;
  private final PumpHistoryRule follow = new PumpHistoryRule(DoseRules.DEFAULT);
  private final Predictor predictor = new Predictor();
  private final Map<String, Pump> pumps = new TreeMap<>();
  private final Thinned<Totals> points =
      new Thinned<>(
          MAX_POINTS,
          List.of(
              totals -> totals.items.get(0).ratePerKgPerHour().orElse(Double.NaN),
              totals -> totals.items.get(0).plannedPerKg().orElse(Double.NaN)));
  private Duration stride = FIRST_STRIDE;
  private int chartedBefore;
  private Instant last = Instant.MIN;
  private boolean unstated;

  /** Of all drugs at one instant. */
  private record Totals(List<DoseItem> items) {}

  DoseCurve(SessionPlan plan) {
    this.plan = plan;
    this.charted = plan.chart().doses();
    this.count = new PumpRule(plan.dose(), origin -> true, DoseRules.DEFAULT);
  }

  /** Takes the next sample of any pump, in the order of their times. */
  void take(PumpSample sample) {
    Instant time = sample.origin().time();
    chartUpTo(time);
    Pump pump = pumps.computeIfAbsent(sample.origin().device().value(), device -> new Pump());
    int settings = pump.history.settings().size();
    pump.book = count.step(pump.book, sample);
    pump.history = follow.step(pump.history, sample);
    unstated = true;
    boolean changed = pump.history.settings().size() != settings;
    if (changed || last.equals(Instant.MIN) || !time.isBefore(last.plus(stride))) {
      state(time);
    }
  }

  /** All points, the last sample and the last charted dose included. */
  List<DoseItem> items() {
    if (unstated) {
      state(Instant.MAX);
    }
    chartUpTo(Instant.MAX);
    return points.items().stream().flatMap(totals -> totals.items().stream()).toList();
  }

  private void chartUpTo(Instant time) {
    while (chartedBefore < charted.size() && !charted.get(chartedBefore).at().isAfter(time)) {
      chartedBefore++;
      state(charted.get(chartedBefore - 1).at());
    }
  }

  private void state(Instant time) {
    List<DoseItem> items = dose().totals().values().stream().map(Findings::dose).toList();
    if (!items.isEmpty()) {
      long before = points.leftOut();
      points.add(new Totals(items));
      if (points.leftOut() > before) {
        stride = stride.multipliedBy(2);
      }
    }
    last = time;
    unstated = false;
  }

  private SessionDose dose() {
    List<SessionDose.Pump> known = new ArrayList<>();
    pumps
        .values()
        .forEach(pump -> known.add(new SessionDose.Pump(pump.book.by(plan.dose()), pump.history)));
    return new SessionDose(upToNow(), known, DoseRules.DEFAULT.gapLimit(), predictor);
  }

  /** The plan without what was charted later. */
  private SessionPlan upToNow() {
    if (chartedBefore == charted.size()) {
      return plan;
    }
    Chart chart = plan.chart();
    return new SessionPlan(
        plan.session(),
        plan.opened(),
        plan.dose(),
        plan.bindings(),
        plan.limits(),
        plan.closed(),
        plan.plans(),
        plan.orders(),
        new Chart(
            chart.screening(),
            chart.phases(),
            charted.subList(0, chartedBefore),
            chart.observations()));
  }
}
