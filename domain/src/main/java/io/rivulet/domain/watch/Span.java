package io.rivulet.domain.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time.
 *
 * @param from its start
 * @param to its end, not before the start; {@link Instant#MAX} where it has none
 */
public record Span(Instant from, Instant to) {
  /** Refuses an end before the start. */
  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("span from " + from + " ends before, at " + to);
    }
  }

  /** The spans in order, those that overlap or touch made one. */
  public static List<Span> union(List<Span> spans) {
    if (spans.size() < 2) {
      return List.copyOf(spans);
    }
    List<Span> ordered = new ArrayList<>(spans);
    ordered.sort(Comparator.comparing(Span::from));
    List<Span> union = new ArrayList<>(ordered.size());
    Span last = ordered.get(0);
    for (Span next : ordered) {
      if (next.from.isAfter(last.to)) {
        union.add(last);
        last = next;
      } else if (next.to.isAfter(last.to)) {
        last = new Span(last.from, next.to);
      }
    }
    union.add(last);
    return union;
  }

  /** The parts of the spans that lie within any of the others; both in order without overlaps. */
  static List<Span> within(List<Span> spans, List<Span> others) {
    List<Span> parts = new ArrayList<>();
    for (Span span : spans) {
      for (Span other : others) {
        Instant from = later(span.from, other.from);
        Instant to = earlier(span.to, other.to);
        if (!to.isBefore(from)) {
          parts.add(new Span(from, to));
        }
      }
    }
    return parts;
  }

  /** What is left of the spans when the others are taken away; both in order without overlaps. */
  public static List<Span> without(List<Span> spans, List<Span> others) {
    List<Span> left = new ArrayList<>();
    for (Span span : spans) {
      Instant from = span.from;
      for (Span other : others) {
        if (other.from.isBefore(span.to) && other.to.isAfter(from)) {
          if (other.from.isAfter(from)) {
            left.add(new Span(from, other.from));
          }
          from = other.to;
        }
      }
      if (from.isBefore(span.to)) {
        left.add(new Span(from, span.to));
      }
    }
    return left;
  }

  static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
