package io.rivulet.onebox.faults;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Pumps that publish numbered samples at a steady rate together, each from a thread of its own. */
final class NumberedLoad implements AutoCloseable {
  private final Ledger ledger = new Ledger();
  private final List<NumberedDevice> devices = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private NumberedLoad() {}

  /**
   * Starts publishing.
   *
   * @param name devices are {@code name-0}, {@code name-1} and so on
   * @param perSecond messages of all devices together
   */
  static NumberedLoad start(String uri, String name, int devices, double perSecond) {
    NumberedLoad load = new NumberedLoad();
    for (int i = 0; i < devices; i++) {
      String device = name + "-" + i;
      NumberedDevice numbered =
          new NumberedDevice(uri, device, perSecond / devices, load.ledger, InstantSource.system());
      load.devices.add(numbered);
      Thread thread = new Thread(numbered, "device-" + device);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  /** What the broker acknowledged so far. */
  Ledger ledger() {
    return ledger;
  }

  /** Publishes nothing new, and waits until the broker has acknowledged everything. */
  void stop(Duration limit) throws InterruptedException {
    devices.forEach(NumberedDevice::stop);
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
      if (thread.isAlive()) {
        throw new AssertionError(
            "the broker does not acknowledge within " + limit + ": " + devices);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
