package io.rivulet.domain.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was received from one device.
 *
 * @param kind what it showed itself to be; empty where it has sent no sample
 * @param heard when anything was received from it
 * @param pressures when a plausible pressure was
 * @param delivering when a sample was by which the pump delivers
 * @param clock what was stated of its clock
 */
public record DeviceTrack(
    Optional<DeviceKind> kind,
    Receipts heard,
    Receipts pressures,
    Receipts delivering,
    ClockTrack clock) {
  /** Nothing received. */
  public static final DeviceTrack NONE =
      new DeviceTrack(
          Optional.empty(), Receipts.NONE, Receipts.NONE, Receipts.NONE, ClockTrack.NONE);

  /** Shorter gaps between pressures are of no interest: none is ordered that often. */
  static final Duration PRESSURE_NEAR = Duration.ofSeconds(15);

  /** Anything was received, or is known to have been. */
  DeviceTrack heard(Instant received, WatchRules rules) {
    Receipts more = heard.with(received, rules.shortestSilence());
    return new DeviceTrack(kind, more, pressures, delivering, clock);
  }

  /** A pump sample was received. */
  DeviceTrack pump(Instant received, boolean delivers, WatchRules rules) {
    Receipts deliveries =
        delivers ? delivering.with(received, WatchRules.INFUSION_HOLD) : delivering;
    return new DeviceTrack(
        Optional.of(DeviceKind.PUMP),
        heard.with(received, rules.shortestSilence()),
        pressures,
        deliveries,
        clock);
  }

  /**
   * Vital signs were received; {@code pressure} says whether a plausible pressure is among them.
   */
  DeviceTrack vitals(Instant received, boolean pressure, WatchRules rules) {
    Receipts more = pressure ? pressures.with(received, PRESSURE_NEAR) : pressures;
    // What sends pump samples is a pump, whatever else it sends, in whichever order.
    return new DeviceTrack(
        kind.or(() -> Optional.of(DeviceKind.MONITOR)),
        heard.with(received, rules.shortestSilence()),
        more,
        delivering,
        clock);
  }

  /** Something was stated of its clock. */
  DeviceTrack clock(ClockReading reading, WatchRules rules) {
    ClockTrack more = clock.with(reading, rules.clockOffsetMax());
    return new DeviceTrack(kind, heard, pressures, delivering, more);
  }

  /** Whether it may lead to other findings than another; that receipts went on does not. */
  boolean differs(DeviceTrack other) {
    return heard.gapsDiffer(other.heard)
        || pressures.gapsDiffer(other.pressures)
        || delivering.gapsDiffer(other.delivering)
        || !kind.equals(other.kind)
        || !clock.equals(other.clock);
  }

  /** Nothing is known of what was received before this. */
  Instant since() {
    Instant receipts = Span.later(heard.since(), delivering.since());
    return Span.later(receipts, Span.later(pressures.since(), clock.since()));
  }
}
