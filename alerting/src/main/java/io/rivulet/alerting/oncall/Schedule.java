package io.rivulet.alerting.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is on call when: a function of this definition, overrides and an instant. An override holds
 * before all layers; of the layers, the upper ones hold where they have somebody.
 *
 * <p>Turns of days and restrictions go by the clock on the wall. A local time that is left out when
 * clocks go forward is taken to be the moment they do; of one that comes twice, the first counts.
 *
 * @param key the name in the configuration
 * @param zone whose local times are meant
 * @param layers from bottom to top, 1 to {@value #MOST_LAYERS}
 */
public record Schedule(String key, ZoneId zone, List<Layer> layers) {
  /** The most layers of a schedule. */
  public static final int MOST_LAYERS = 20;

  /** The most shifts that are listed. */
  public static final int MOST_SHIFTS = 1_000;

  /** The most time that shifts are listed for. */
  public static final Duration LONGEST = Duration.ofDays(400);

  /** Refuses what is out of bounds. */
  public Schedule {
    Names.requireKey("schedule", key);
    Objects.requireNonNull(zone, "zone");
    layers = List.copyOf(layers);
    if (layers.isEmpty() || layers.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "schedule " + key + " has " + layers.size() + " layers; 1 to " + MOST_LAYERS);
    }
  }

  /** Everybody whom a layer names. */
  public Set<String> people() {
    Set<String> people = new LinkedHashSet<>();
    layers.forEach(layer -> layer.rotation().turns().forEach(people::addAll));
    return people;
  }

  /**
   * Who is on call, in the order in which they are told; empty in a gap.
   *
   * @param overrides of any schedule; later ones hold before earlier ones
   */
  public List<String> onCall(Collection<ScheduleOverride> overrides, Instant at) {
    return holder(ownOf(overrides), at).people();
  }

  /**
   * The shifts of a time, which they fill from end to end; gaps are shifts without people.
   *
   * @param overrides of any schedule; later ones hold before earlier ones
   * @param until after from, by {@link #LONGEST} at most
   * @return in order, at most {@value #MOST_SHIFTS}: the last one then ends before until
   */
  public List<OnCallShift> shifts(
      Collection<ScheduleOverride> overrides, Instant from, Instant until) {
    if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "shifts from " + from + " until " + until + "; at most " + LONGEST + " are listed");
    }
    List<ScheduleOverride> own = ownOf(overrides);
    List<OnCallShift> shifts = new ArrayList<>();
    Instant begin = from;
    Holder holder = holder(own, from);
    Instant edge = from;
    while (edge.isBefore(until) && shifts.size() < MOST_SHIFTS) {
      edge = next(own, edge);
      Holder then = edge.isBefore(until) ? holder(own, edge) : null;
      if (!holder.equals(then)) {
        Instant end = edge.isBefore(until) ? edge : until;
        shifts.add(new OnCallShift(begin, end, holder.people(), holder.why()));
        begin = edge;
        holder = then;
      }
    }
    return List.copyOf(shifts);
  }

  /** The shifts of a time that have nobody, in order. */
  public List<OnCallShift> gaps(
      Collection<ScheduleOverride> overrides, Instant from, Instant until) {
    return shifts(overrides, from, until).stream().filter(OnCallShift::isGap).toList();
  }

  private record Holder(List<String> people, String why) {}

  private Holder holder(List<ScheduleOverride> own, Instant at) {
    for (int i = own.size() - 1; i >= 0; i--) {
      if (own.get(i).holdsAt(at)) {
        return new Holder(List.of(own.get(i).person()), "override");
      }
    }
    WallClock clock = new WallClock(zone);
    for (int i = layers.size() - 1; i >= 0; i--) {
      List<String> people = layers.get(i).at(at, clock);
      if (!people.isEmpty()) {
        return new Holder(people, "layer " + layers.get(i).name());
      }
    }
    return new Holder(List.of(), "nobody");
  }

  private Instant next(List<ScheduleOverride> own, Instant at) {
    WallClock clock = new WallClock(zone);
    return Stream.concat(
            layers.stream().map(layer -> layer.next(at, clock)),
            own.stream()
                .flatMap(one -> Stream.of(one.from(), one.until()))
                .filter(edge -> edge.isAfter(at)))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private List<ScheduleOverride> ownOf(Collection<ScheduleOverride> overrides) {
    return overrides.stream().filter(one -> one.schedule().equals(key)).toList();
  }
}
