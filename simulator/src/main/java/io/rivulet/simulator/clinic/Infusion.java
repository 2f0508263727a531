package io.rivulet.simulator.clinic;

import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a pump does in one session: 0.5 mg/kg over 40 minutes, with whatever goes wrong. Every
 * answer is a function of the time since the infusion began, in s; below 0 it has not begun.
 *
 * @param programmedWeightKg weight typed into the pump
 * @param concentrationMgPerMl what is in the syringe
 * @param rateMlPerHour the flow while it runs
 * @param holds when it stood still, in order, apart from one another
 * @param resetSecond when the counter started again
 */
record Infusion(
    double programmedWeightKg,
    double concentrationMgPerMl,
    double rateMlPerHour,
    List<Hold> holds,
    OptionalInt resetSecond) {
  /** How long it runs, holds not counted. */
  static final int PLANNED_SECONDS = 2_400;

  /** The planned dose. */
  static final double PLANNED_MG_PER_KG = 0.5;

  private static final int END_ALARM_SECONDS = 30;
  private static final double WRONG_WEIGHT = 1.15;

  /**
   * A stretch in which nothing moves.
   *
   * @param from inclusive, s
   * @param to exclusive, s
   */
  record Hold(int from, int to, Optional<PumpAlarm> alarm) {}

  static Infusion of(
      Noise noise, double weightKg, double mgPerMl, Set<Misbehaviour> misbehaviours) {
    double typed =
        misbehaviours.contains(Misbehaviour.WRONG_WEIGHT)
            ? Math.rint(10 * WRONG_WEIGHT * weightKg) / 10
            : weightKg;
    double rate = PLANNED_MG_PER_KG * typed / mgPerMl * 3600 / PLANNED_SECONDS;
    List<Hold> holds = new ArrayList<>();
    if (misbehaviours.contains(Misbehaviour.OCCLUSION)) {
      int at = (int) noise.uniform(1, 300, 600);
      holds.add(new Hold(at, at + 10, Optional.of(PumpAlarm.OCCLUSION)));
      holds.add(new Hold(at + 500, at + 680, Optional.of(PumpAlarm.OCCLUSION)));
    }
    OptionalInt reset = OptionalInt.empty();
    if (misbehaviours.contains(Misbehaviour.COUNTER_RESET)) {
      holds.add(new Hold(1_400, 1_430, Optional.empty()));
      reset = OptionalInt.of(1_430);
    }
    // Pumps are programmed in tenths of a millilitre per hour.
    return new Infusion(typed, mgPerMl, Math.rint(10 * rate) / 10, List.copyOf(holds), reset);
  }

  /** When the pump stops, s. */
  int endSecond() {
    return PLANNED_SECONDS + holds.stream().mapToInt(hold -> hold.to() - hold.from()).sum();
  }

  PumpState state(int second) {
    if (second < 0 || second >= endSecond()) {
      return PumpState.STOP;
    }
    return hold(second).isPresent() ? PumpState.HOLD : PumpState.RUN;
  }

  Optional<PumpAlarm> alarm(int second) {
    if (second >= endSecond() && second < endSecond() + END_ALARM_SECONDS) {
      return Optional.of(PumpAlarm.END);
    }
    return hold(second).flatMap(Hold::alarm);
  }

  private Optional<Hold> hold(int second) {
    return holds.stream().filter(h -> second >= h.from() && second < h.to()).findFirst();
  }

  /** What the pump has delivered by then, mL. */
  double deliveredMl(int second) {
    int running = Math.max(0, Math.min(second, endSecond()));
    for (Hold hold : holds) {
      running -= Math.max(0, Math.min(hold.to(), second) - hold.from());
    }
    return rateMlPerHour * Math.max(0, running) / 3600;
  }

  /** What the pump's counter shows, mL. */
  double counterMl(int second) {
    boolean restarted = resetSecond.isPresent() && second >= resetSecond.getAsInt();
    return deliveredMl(second) - (restarted ? deliveredMl(resetSecond.getAsInt()) : 0);
  }
}
