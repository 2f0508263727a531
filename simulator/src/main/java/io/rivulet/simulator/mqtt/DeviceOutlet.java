package io.rivulet.simulator.mqtt;

/** Where simulated devices send their messages. */
@FunctionalInterface
public interface DeviceOutlet {
  /**
   * Takes a message as soon as there is room for it.
   *
   * @throws PublishingException where it cannot be sent, now or later
   */
  void publish(DeviceMessage message) throws InterruptedException;
}
