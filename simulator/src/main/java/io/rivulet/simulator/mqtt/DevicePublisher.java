package io.rivulet.simulator.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes for any number of devices over a bounded number of connections, at QoS 1. A real device
 * has a connection of its own; here several share one, so a last will per device is not simulated.
 *
 * <p>Every message is kept until the broker has acknowledged it, and sent again over a new
 * connection where one is lost; the repeats this makes have the same device, time and sequence
 * number and are removed downstream. Safe for use by several threads.
 */
public final class DevicePublisher implements DeviceOutlet, AutoCloseable {
  private static final long WAIT_MILLIS = 100;

  private final List<DeviceLane> lanes;

  private DevicePublisher(List<DeviceLane> lanes) {
    this.lanes = lanes;
  }

  /**
   * Opens every connection.
   *
   * @throws PublishingException where the broker cannot be reached now
   */
  public static DevicePublisher connect(PublisherConfig config) {
    List<DeviceLane> lanes = new ArrayList<>(config.connections());
    try {
      for (int i = 1; i <= config.connections(); i++) {
        lanes.add(DeviceLane.start(config, config.clientIdPrefix() + "-" + i));
      }
    } catch (PublishingException e) {
      lanes.forEach(DeviceLane::close);
      throw e;
    }
    return new DevicePublisher(List.copyOf(lanes));
  }

  /**
   * Takes a message as soon as its connection's queue has room.
   *
   * @throws PublishingException where the broker has refused a message, or after close
   */
  @Override
  public void publish(DeviceMessage message) throws InterruptedException {
    int lane = Math.floorMod(message.device().value().hashCode(), lanes.size());
    lanes.get(lane).publish(message);
  }

  /**
   * Waits until the broker has acknowledged every message taken.
   *
   * @param quiet how long it may go without any acknowledgement
   * @throws PublishingException where it went longer, or the broker refused a message
   */
  public void awaitAcknowledged(Duration quiet) throws InterruptedException {
    long before = acknowledged();
    long sinceNanos = System.nanoTime();
    while (acknowledged() < accepted()) {
      for (DeviceLane lane : lanes) {
        lane.awaitChange(WAIT_MILLIS);
      }
      long now = acknowledged();
      if (now > before) {
        before = now;
        sinceNanos = System.nanoTime();
      } else if (System.nanoTime() - sinceNanos > quiet.toNanos()) {
        throw new PublishingException(
            "the broker acknowledged "
                + now
                + " of "
                + accepted()
                + " messages and then nothing for "
                + quiet);
      }
    }
  }

  /** Messages taken. */
  public long accepted() {
    return lanes.stream().mapToLong(DeviceLane::accepted).sum();
  }

  /** Messages the broker has acknowledged, each counted once. */
  public long acknowledged() {
    return lanes.stream().mapToLong(DeviceLane::acknowledged).sum();
  }

  /** Attempts to connect again. */
  public long reconnects() {
    return lanes.stream().mapToLong(DeviceLane::reconnects).sum();
  }

  /** Closes every connection. */
  @Override
  public void close() {
    lanes.forEach(DeviceLane::close);
  }
}
