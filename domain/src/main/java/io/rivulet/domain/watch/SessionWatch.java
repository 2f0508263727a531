package io.rivulet.domain.watch;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.device.DeviceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What was received from the devices of one session, by receipt: device times take no part, because
 * a device whose clock is wrong must not look silent, and one that is silent has no time. A
 * function of the set of receipts, whatever their order, as far as it reaches back.
 *
 * <p>Mutable and confined to one thread; the tracks it hands out are not mutable. It notes at most
 * {@value Watched#DEVICES_MAX} devices; what further ones send is not noted. Each method that notes
 * something returns whether the findings may be others than before, where no alert was present;
 * what is present, any receipt may end or take back.
 */
public final class SessionWatch {
  private final TreeMap<DeviceId, DeviceTrack> devices;

  /** Nothing received. */
  public SessionWatch() {
    this(new TreeMap<>());
  }

  /** As it was left. */
  public SessionWatch(SortedMap<DeviceId, DeviceTrack> devices) {
    this.devices = new TreeMap<>(devices);
  }

  /** By device. */
  public SortedMap<DeviceId, DeviceTrack> devices() {
    return Collections.unmodifiableSortedMap(devices);
  }

  /** Something was received from a device, or is known to have been, that is no sample. */
  public boolean heard(DeviceId device, Instant received, WatchRules rules) {
    return note(device, track -> track.heard(received, rules));
  }

  /**
   * A pump sample was received.
   *
   * @param delivers whether it says that the pump delivers for a treatment, which KVO is not
   */
  public boolean pump(DeviceId device, Instant received, boolean delivers, WatchRules rules) {
    return note(device, track -> track.pump(received, delivers, rules));
  }

  /**
   * Vital signs were received.
   *
   * @param pressure whether a plausible pressure is among them
   */
  public boolean vitals(DeviceId device, Instant received, boolean pressure, WatchRules rules) {
    return note(device, track -> track.vitals(received, pressure, rules));
  }

  /** Something was stated of a device's clock. */
  public boolean clock(DeviceId device, ClockReading reading, WatchRules rules) {
    return note(device, track -> track.clock(reading, rules));
  }

  private boolean note(DeviceId device, UnaryOperator<DeviceTrack> change) {
    DeviceTrack known = devices.get(device);
    if (known == null && devices.size() >= Watched.DEVICES_MAX) {
      return false;
    }
    DeviceTrack before = known == null ? DeviceTrack.NONE : known;
    DeviceTrack after = change.apply(before);
    devices.put(device, after);
    return after.differs(before);
  }

  /**
   * What is found at an instant. The same receipts and plan give the same alerts, however often and
   * whenever it is asked: only what is present depends on the instant.
   *
   * @param now by the clock of receipt
   */
  public WatchFindings evaluate(Watched watched, WatchRules rules, Instant now) {
    Watch watch = new Watch(now);
    watched
        .served()
        .forEach(
            (device, served) -> {
              DeviceTrack track = devices.getOrDefault(device, DeviceTrack.NONE);
              About session = About.session(watched.session()).ofDevice(device);
              About about = watched.site().map(session::at).orElse(session);
              watch.changesOf(served);
              Silence.find(track, served, rules, about, watch);
              ClockDistrust.find(track.clock(), served, rules, about, watch);
            });
    PressureOverdue.find(this, watched, rules, watch);
    return watch.findings(reachesBackTo());
  }

  /** Later than all that was forgotten, and than what ended with it. */
  private Instant reachesBackTo() {
    Instant latest = Instant.MIN;
    for (DeviceTrack track : devices.values()) {
      latest = Span.later(latest, track.since());
    }
    return latest.equals(Instant.MIN) ? latest : latest.plus(1, ChronoUnit.MICROS);
  }
}
