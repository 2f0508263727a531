package io.rivulet.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dose per kg as it grew: the sum of portions, which may overlap. It never falls.
 *
 * <p>That it was passed is a fact about times at which something was given, not about when anybody
 * heard of it: {@link #firstAbove} finds the instant by interpolation.
 */
public final class Cumulative {
  // Of what should be equal, rounding makes neither larger.
  static final double ROUNDING = 1e-9;

  private record Corner(Instant time, double before, double after) {}

  private static final class Change {
    private double slope;
    private double step;
  }

  private final List<Corner> corners;

  private Cumulative(List<Corner> corners) {
    this.corners = corners;
  }

  /** The sum of portions, in any order. */
  public static Cumulative of(Collection<Portion> portions) {
    TreeMap<Instant, Change> changes = new TreeMap<>();
    for (Portion portion : portions) {
      Change start = changes.computeIfAbsent(portion.from(), time -> new Change());
      double nanos = nanos(portion.from(), portion.to());
      if (nanos == 0) {
        start.step += portion.perKg();
      } else {
        start.slope += portion.perKg() / nanos;
        changes.computeIfAbsent(portion.to(), time -> new Change()).slope -=
            portion.perKg() / nanos;
      }
    }
    List<Corner> corners = new ArrayList<>(changes.size());
    double sum = 0;
    double slope = 0;
    Instant last = null;
    for (Map.Entry<Instant, Change> entry : changes.entrySet()) {
      if (last != null) {
        sum += Math.max(0, slope) * nanos(last, entry.getKey());
      }
      double after = sum + entry.getValue().step;
      corners.add(new Corner(entry.getKey(), sum, after));
      sum = after;
      slope += entry.getValue().slope;
      last = entry.getKey();
    }
    return new Cumulative(corners);
  }

  /** What had been given by an instant, what was given at it included. */
  public double at(Instant instant) {
    Corner before = null;
    for (Corner corner : corners) {
      if (corner.time().isAfter(instant)) {
        return before == null ? 0 : between(before, corner, instant);
      }
      before = corner;
    }
    return total();
  }

  /** All that was given. */
  public double total() {
    return corners.isEmpty() ? 0 : corners.get(corners.size() - 1).after();
  }

  /** When giving began; empty where nothing was given. */
  public Optional<Instant> start() {
    return corners.stream().findFirst().map(Corner::time);
  }

  /**
   * The earliest instant from which on more than a limit had been given, to the microsecond.
   *
   * @param from not before this
   * @param to before this
   */
  public Optional<Instant> firstAbove(double limit, Instant from, Instant to) {
    double above = limit * (1 + ROUNDING);
    if (total() <= above) {
      return Optional.empty();
    }
    Instant crossing = at(from) > above ? from : latest(from, reaching(above));
    return crossing.isBefore(to) ? Optional.of(crossing) : Optional.empty();
  }

  private Instant reaching(double above) {
    Corner before = corners.get(0);
    for (Corner corner : corners) {
      if (corner.before() > above) {
        double share = (above - before.after()) / (corner.before() - before.after());
        long nanos = Math.round(share * nanos(before.time(), corner.time()));
        return before.time().plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
      }
      if (corner.after() > above) {
        return corner.time();
      }
      before = corner;
    }
    throw new IllegalStateException(above + " is above the total " + total());
  }

  private static double between(Corner before, Corner after, Instant instant) {
    double share = nanos(before.time(), instant) / nanos(before.time(), after.time());
    return before.after() + share * (after.before() - before.after());
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static double nanos(Instant from, Instant to) {
    Duration duration = Duration.between(from, to);
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
