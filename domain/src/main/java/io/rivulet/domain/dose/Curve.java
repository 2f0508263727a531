package io.rivulet.domain.dose;

import io.rivulet.domain.reading.Micros;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A volume that grows with time, kept as few straight stretches: what a pump moved of one drug at
 * one concentration through a whole session, so that a corrected weight can re-state all of it. The
 * total is exact to the nanolitre. In between, the stretches stray from what was added by no more
 * than a tolerance: a microlitre, and twice as much each time {@link #MAX_KNOTS} do not suffice.
 *
 * @param knots where stretches begin, in order; at least one
 * @param tip where the last stretch ends so far
 * @param lowSlope nL per us: no line from the last knot may be flatter and still pass by all points
 *     it stands for
 * @param highSlope nL per us: nor steeper
 * @param toleranceNanolitres how far it may pass by them
 */
public record Curve(
    List<Knot> knots, Knot tip, double lowSlope, double highSlope, long toleranceNanolitres) {
  /** Knots that are ever kept, which is a few kilobytes. */
  public static final int MAX_KNOTS = 128;

  /** A volume that no pump reaches: what would go beyond it is left out. */
  public static final long MAX_NANOLITRES = 1_000_000_000_000_000_000L;

  private static final long TOLERANCE_NANOLITRES = 1_000;

  /**
   * A point of a curve.
   *
   * @param micros since 1970, UTC
   * @param nanolitres moved up to then
   */
  public record Knot(long micros, long nanolitres) {
    /** The instant. */
    public Instant time() {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
  }

  /**
   * A stretch over which the volume grew evenly.
   *
   * @param from where it begins
   * @param to where it ends; the same instant where it moved at once
   * @param nanolitres what moved, above 0
   */
  public record Segment(Instant from, Instant to, long nanolitres) {}

  /** Keeps an unmodifiable copy. */
  public Curve {
    knots = List.copyOf(knots);
    Objects.requireNonNull(tip, "tip");
    if (knots.isEmpty() || toleranceNanolitres < 0) {
      throw new IllegalArgumentException(
          "a curve of " + knots.size() + " knots within " + toleranceNanolitres + " nL");
    }
  }

  /** Nothing moved yet. */
  public static Curve startingAt(Instant start) {
    return startingAt(new Knot(micros(start), 0), TOLERANCE_NANOLITRES);
  }

  private static Curve startingAt(Knot knot, long toleranceNanolitres) {
    return new Curve(
        List.of(knot),
        knot,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        toleranceNanolitres);
  }

  /**
   * This curve and what moved after it.
   *
   * @param from where that began; time before the curve's end is cut off
   * @param to where that ended
   * @param nanolitres moved evenly in between, 0 or more
   */
  public Curve plus(Instant from, Instant to, long nanolitres) {
    if (nanolitres <= 0 || nanolitres > MAX_NANOLITRES - totalNanolitres()) {
      return this;
    }
    long start = Math.max(micros(from), tip.micros());
    long end = Math.max(micros(to), start);
    return through(new Knot(start, totalNanolitres()))
        .through(new Knot(end, totalNanolitres() + nanolitres))
        .thinned();
  }

  /** All that moved. */
  public long totalNanolitres() {
    return tip.nanolitres();
  }

  /** The stretches over which anything moved, in order. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>(knots.size());
    for (int i = 0; i < knots.size(); i++) {
      Knot from = knots.get(i);
      Knot to = i + 1 < knots.size() ? knots.get(i + 1) : tip;
      if (to.nanolitres() > from.nanolitres()) {
        segments.add(new Segment(from.time(), to.time(), to.nanolitres() - from.nanolitres()));
      }
    }
    return segments;
  }

  private Curve through(Knot next) {
    Knot anchor = knots.get(knots.size() - 1);
    double micros = next.micros() - anchor.micros();
    double nanolitres = next.nanolitres() - anchor.nanolitres();
    if (micros == 0) {
      boolean near = nanolitres <= toleranceNanolitres;
      // A step that is no line: whatever comes next begins a stretch of its own.
      return new Curve(
          knots,
          next,
          near ? lowSlope : Double.POSITIVE_INFINITY,
          near ? highSlope : Double.NEGATIVE_INFINITY,
          toleranceNanolitres);
    }
    double slope = nanolitres / micros;
    if (slope >= lowSlope && slope <= highSlope) {
      return new Curve(
          knots,
          next,
          Math.max(lowSlope, (nanolitres - toleranceNanolitres) / micros),
          Math.min(highSlope, (nanolitres + toleranceNanolitres) / micros),
          toleranceNanolitres);
    }
    List<Knot> more = new ArrayList<>(knots);
    more.add(tip);
    return new Curve(
            more, tip, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, toleranceNanolitres)
        .through(next);
  }

  private Curve thinned() {
    if (knots.size() <= MAX_KNOTS) {
      return this;
    }
    Curve thin = this;
    while (thin.knots.size() > MAX_KNOTS / 2) {
      Curve coarser = startingAt(thin.knots.get(0), thin.toleranceNanolitres * 2);
      for (Knot knot : thin.knots) {
        coarser = coarser.through(knot);
      }
      thin = coarser.through(thin.tip);
    }
    return thin;
  }

  private static long micros(Instant instant) {
    return Micros.of(instant);
  }
}
