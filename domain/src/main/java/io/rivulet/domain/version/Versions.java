package io.rivulet.domain.version;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A value through time: each version holds from its start until the next one starts, and the first
 * also holds for what came before it (CLINICAL.md section 1). Of two versions with one start the
 * later in the given list wins.
 */
public final class Versions<T> {
  /** A stretch of time over which one version holds. */
  public record Slice<T>(Instant from, Instant to, T value) {}

  private final List<Version<T>> ordered;

  private Versions(List<Version<T>> ordered) {
    this.ordered = ordered;
  }

  /** Versions from any list; sorted by start, the last of equal starts kept. */
  public static <T> Versions<T> of(List<Version<T>> versions) {
    List<Version<T>> sorted = new ArrayList<>(versions);
    sorted.sort(Comparator.comparing(Version::from));
    List<Version<T>> kept = new ArrayList<>();
    for (Version<T> version : sorted) {
      if (!kept.isEmpty() && kept.get(kept.size() - 1).from().equals(version.from())) {
        kept.remove(kept.size() - 1);
      }
      kept.add(version);
    }
    return new Versions<>(List.copyOf(kept));
  }

  /** No version at all. */
  public static <T> Versions<T> none() {
    return new Versions<>(List.of());
  }

  /** Whether nothing was ever recorded. */
  public boolean isEmpty() {
    return ordered.isEmpty();
  }

  /** The versions, oldest first. */
  public List<Version<T>> list() {
    return ordered;
  }

  /** What holds at an instant; empty only where there is no version at all. */
  public Optional<T> asOf(Instant instant) {
    return ordered.isEmpty() ? Optional.empty() : Optional.of(ordered.get(index(instant)).value());
  }

  /** The start of the version that holds at an instant; empty where there is none at all. */
  public Optional<Instant> startAsOf(Instant instant) {
    return ordered.isEmpty() ? Optional.empty() : Optional.of(ordered.get(index(instant)).from());
  }

  /** Whether another version takes over after one instant and before the other. */
  public boolean startsWithin(Instant from, Instant to) {
    return ordered.size() > 1 && index(from) != index(to) && between(from, to).size() > 1;
  }

  /**
   * The stretches between two instants over each of which one version holds, in order and without
   * gaps; one slice where both instants are equal; none where there is no version.
   */
  public List<Slice<T>> between(Instant from, Instant to) {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(from + " is after " + to);
    }
    if (ordered.isEmpty()) {
      return List.of();
    }
    List<Slice<T>> slices = new ArrayList<>(1);
    Instant start = from;
    int i = index(from);
    while (i + 1 < ordered.size() && ordered.get(i + 1).from().isBefore(to)) {
      Instant end = ordered.get(i + 1).from();
      slices.add(new Slice<>(start, end, ordered.get(i).value()));
      start = end;
      i++;
    }
    slices.add(new Slice<>(start, to, ordered.get(i).value()));
    return slices;
  }

  private int index(Instant instant) {
    int low = 0;
    int high = ordered.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (ordered.get(middle).from().isAfter(instant)) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Versions<?> versions && ordered.equals(versions.ordered);
  }

  @Override
  public int hashCode() {
    return ordered.hashCode();
  }

  @Override
  public String toString() {
    return ordered.toString();
  }
}
