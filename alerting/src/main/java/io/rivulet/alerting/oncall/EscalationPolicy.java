package io.rivulet.alerting.oncall;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Who is told, and who next while nobody acknowledges: the steps, all steps again as often as the
 * policy repeats, then the last resort, again and again, until somebody has it.
 *
 * @param key the name in the configuration
 * @param steps in order, 1 to {@value #MOST_STEPS}
 * @param repeats how often all steps are taken again, 0 to {@value #MOST_REPEATS}
 * @param every between the last step of a round and what follows it, and between two calls of the
 *     last resort, PT1M to P1D
 * @param lastResort one target or more, of which one is a person or channel
 */
public record EscalationPolicy(
    String key, List<Step> steps, int repeats, Duration every, List<Target> lastResort) {
  /** The most steps of a policy. */
  public static final int MOST_STEPS = 20;

  /** The most rounds after the first. */
  public static final int MOST_REPEATS = 100;

  /** The most targets of a step. */
  public static final int MOST_TARGETS = 20;

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Targets that are told at one time.
   *
   * @param after since the step before, of the first step since the first signal; PT0S to P1D
   * @param targets who, 1 to {@value #MOST_TARGETS}
   */
  public record Step(Duration after, List<Target> targets) {
    /** Refuses times out of bounds and a step that tells nobody. */
    public Step {
      if (after.isNegative() || after.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("after " + after + " is not PT0S to " + LONGEST);
      }
      targets = requireTargets("a step", targets);
    }
  }

  /**
   * A time at which somebody is to be told, counted from the first signal.
   *
   * @param sinceSignal how long after the first signal
   * @param round which round of steps, from 0; of the last resort, which call
   * @param step which step of the round, from 0; the number of steps for the last resort
   * @param lastResort whether it is the last resort's
   * @param targets who is told
   */
  public record Occasion(
      Duration sinceSignal, int round, int step, boolean lastResort, List<Target> targets) {
    /** Refuses missing parts. */
    public Occasion {
      Objects.requireNonNull(sinceSignal, "sinceSignal");
      targets = List.copyOf(targets);
    }
  }

  /** Refuses what is out of bounds and a last resort that could be a gap. */
  public EscalationPolicy {
    Names.requireKey("policy", key);
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "policy " + key + " has " + steps.size() + " steps; 1 to " + MOST_STEPS);
    }
    if (repeats < 0 || repeats > MOST_REPEATS) {
      throw new IllegalArgumentException(
          "policy " + key + " repeats " + repeats + " times; 0 to " + MOST_REPEATS);
    }
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "policy " + key + " repeats every " + every + "; " + SHORTEST + " to " + LONGEST);
    }
    lastResort = requireTargets("the last resort of " + key, lastResort);
    if (lastResort.stream().allMatch(target -> target.kind() == Target.Kind.SCHEDULE)) {
      throw new IllegalArgumentException(
          "the last resort of "
              + key
              + " is schedules only, which can have gaps; name a person or"
              + " a channel");
    }
  }

  private static List<Target> requireTargets(String whose, List<Target> targets) {
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      throw new IllegalArgumentException(
          whose + " has " + targets.size() + " targets; 1 to " + MOST_TARGETS);
    }
    return List.copyOf(targets);
  }

  /**
   * The occasion of a number; there is one for every number.
   *
   * @param number from 0, rising through steps, rounds and calls of the last resort
   */
  public Occasion occasion(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("occasion " + number + " is below 0");
    }
    int inRounds = steps.size() * (repeats + 1);
    if (number >= inRounds) {
      int call = number - inRounds;
      Duration since = roundBegins(repeats + 1).plus(every.multipliedBy(call));
      return new Occasion(since, call, steps.size(), true, lastResort);
    }
    int round = number / steps.size();
    int step = number % steps.size();
    Duration since = roundBegins(round).plus(steps(step + 1));
    return new Occasion(since, round, step, false, steps.get(step).targets());
  }

  private Duration roundBegins(int round) {
    return steps(steps.size()).plus(every).multipliedBy(round);
  }

  private Duration steps(int count) {
    return steps.stream().limit(count).map(Step::after).reduce(Duration.ZERO, Duration::plus);
  }
}
