package io.rivulet.simulator.clinic;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.simulator.clinic.SpareDevice.Trouble;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DeviceOutlet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pumps that wait for a session, so that a fleet has what somebody should look at: one with a wrong
 * clock, one that falls silent, one that is refused, a low battery and an old firmware. A second
 * that could not be sent is left out.
 */
public final class Storeroom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Storeroom.class);
  private static final int WELL = 4;
  private static final long SECOND_MILLIS = 1_000;
  private static final long JOIN_MILLIS = 5_000;

  private final List<SpareDevice> devices;
  private final DeviceOutlet outlet;
  private final InstantSource clock;
  private final Thread thread;
  private boolean closing;

  private Storeroom(List<SpareDevice> devices, DeviceOutlet outlet, InstantSource clock) {
    this.devices = devices;
    this.outlet = outlet;
    this.clock = clock;
    this.thread = new Thread(this::run, "simulated-storeroom");
    this.thread.setDaemon(true);
  }

  /**
   * Switches the pumps of these sites on.
   *
   * @param outlet where they send; stays open when the storeroom closes
   */
  public static Storeroom start(List<String> sites, DeviceOutlet outlet, InstantSource clock) {
    Storeroom storeroom = new Storeroom(devices(sites), outlet, clock);
    storeroom.thread.start();
    return storeroom;
  }

  static List<SpareDevice> devices(List<String> sites) {
    List<SpareDevice> all = new ArrayList<>();
    for (String site : sites) {
      for (int n = 1; n <= WELL; n++) {
        all.add(spare(site, "spare-" + n, "1.4.2", 100 - 7 * n, Duration.ZERO, Trouble.NONE));
      }
      all.add(spare(site, "spare-old", "1.2.0", 83, Duration.ZERO, Trouble.NONE));
    }
    String first = sites.get(0);
    String last = sites.get(sites.size() - 1);
    all.add(spare(first, "spare-adrift", "1.4.2", 71, Duration.ofHours(-2), Trouble.NONE));
    all.add(spare(first, "spare-mute", "1.4.2", 64, Duration.ZERO, Trouble.SILENT));
    all.add(spare(last, "spare-garbled", "1.4.2", 90, Duration.ZERO, Trouble.GARBLED));
    all.add(spare(last, "spare-empty", "1.4.2", 9, Duration.ZERO, Trouble.NONE));
    return List.copyOf(all);
  }

  private static SpareDevice spare(
      String site,
      String name,
      String firmware,
      double batteryPercent,
      Duration clockError,
      Trouble trouble) {
    return new SpareDevice(
        site, new DeviceId(site + "-" + name), firmware, batteryPercent, clockError, trouble);
  }

  private void run() {
    for (int second = 0; !isClosing(); second++) {
      try {
        send(second, clock.instant());
        pause();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("the storeroom could not send: {}", e.getMessage());
      }
    }
  }

  private void send(int second, Instant now) throws InterruptedException {
    for (SpareDevice device : devices) {
      for (DeviceMessage message : device.at(second, now)) {
        outlet.publish(message);
      }
    }
  }

  private synchronized void pause() throws InterruptedException {
    if (!closing) {
      wait(SECOND_MILLIS);
    }
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  /** Switches them off. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    thread.interrupt();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
