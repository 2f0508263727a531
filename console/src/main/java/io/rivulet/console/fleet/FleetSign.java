package io.rivulet.console.fleet;

import io.rivulet.console.access.SiteScope;
import io.rivulet.store.fleet.FleetPart;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the devices of some sites stand together: what differs from the sign before has to be read
 * anew by pages that show it.
 *
 * @param heard when anything of them was last received; rows have changed where it differs
 * @param counts where they differ, what is counted, filtered or sorted by has changed
 */
record FleetSign(Optional<Instant> heard, Counts counts) {
  /**
   * Devices counted.
   *
   * @param total all of them
   * @param needing those that somebody should look at
   * @param serving those that a session has
   * @param alerts alerts of them that stand
   * @param refused messages and readings of them that were refused
   * @param states by state
   * @param clocks by what is thought of their clocks
   * @param needs by need; a device may have several
   */
  record Counts(
      long total,
      long needing,
      long serving,
      long alerts,
      long refused,
      Map<String, Long> states,
      Map<String, Long> clocks,
      Map<String, Long> needs) {}

  /** Of the parts that are at these sites. */
  static FleetSign of(List<FleetPart> fleet, SiteScope sites) {
    List<FleetPart> parts = fleet.stream().filter(part -> sites.includes(part.site())).toList();
    return new FleetSign(
        parts.stream().flatMap(part -> part.heard().stream()).max(Comparator.naturalOrder()),
        new Counts(
            sum(parts.stream(), FleetPart::devices),
            sum(parts.stream().filter(part -> !part.needs().isEmpty()), FleetPart::devices),
            sum(parts.stream(), FleetPart::serving),
            sum(parts.stream(), FleetPart::alerts),
            sum(parts.stream(), FleetPart::refused),
            by(parts, part -> Stream.of(part.state().word())),
            by(parts, part -> Stream.of(part.clock().word())),
            by(parts, part -> part.needs().stream().map(need -> need.word()))));
  }

  private static long sum(Stream<FleetPart> parts, Function<FleetPart, Long> number) {
    return parts.mapToLong(number::apply).sum();
  }

  private static Map<String, Long> by(
      List<FleetPart> parts, Function<FleetPart, Stream<String>> words) {
    Map<String, Long> counted = new TreeMap<>();
    for (FleetPart part : parts) {
      words.apply(part).forEach(word -> counted.merge(word, part.devices(), Long::sum));
    }
    return counted;
  }
}
