package io.rivulet.ingest.mqtt;

import io.rivulet.ingest.metrics.BridgeMetrics;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One connection's canary between the thread that sends it and the one that sees it return. */
public final class CanaryFlight {
  private static final String TOPIC = "rivulet/bridge/%s/canary";

  private final CanaryConfig config;
  private final String topic;
  private final BridgeMetrics metrics;
  private final Canary canary;
  private long others;

  public CanaryFlight(CanaryConfig config, String clientId, BridgeMetrics metrics) {
    this.config = config;
    this.topic = topic(clientId);
    this.metrics = metrics;
    this.canary = new Canary(config.interval(), config.timeout(), System.nanoTime());
  }

  /** Where the bridge of this client id publishes to itself. */
  public static String topic(String clientId) {
    return TOPIC.formatted(clientId.replaceAll("[^A-Za-z0-9._-]", "_"));
  }

  public String topic() {
    return topic;
  }

  /** Whether this connection's receive path is tried. */
  public boolean isOn() {
    return config.isOn();
  }

  /** After how long without anything back it counts as stalled. */
  public Duration timeout() {
    return config.timeout();
  }

  public boolean isTopic(String other) {
    return topic.equals(other);
  }

  /** Sends one where it is time. */
  public void sendIfDue(MqttLink link) {
    if (config.isOn() && isDue()) {
      send(link);
    }
  }

  private synchronized boolean isDue() {
    return canary.isDue(System.nanoTime());
  }

  /** Sends one now; only this one's return counts as one. */
  public void send(MqttLink link) {
    long number;
    synchronized (this) {
      number = canary.leave(System.nanoTime());
    }
    // Outside the lock: what it waits for may come on the thread that reports arrivals.
    link.publish(topic, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  public synchronized void returned(byte[] payload) {
    try {
      canary
          .returned(ByteBuffer.wrap(payload).getLong(), System.nanoTime())
          .ifPresent(metrics::canaryReturned);
    } catch (BufferUnderflowException e) {
      // Not ours; whoever else publishes here proves the path too.
      canary.otherArrived(System.nanoTime());
    }
  }

  public synchronized void otherArrived(int messages) {
    others += messages;
    canary.otherArrived(System.nanoTime());
  }

  /** How many other messages arrived on this connection. */
  public synchronized long others() {
    return others;
  }

  public synchronized boolean isAway() {
    return canary.isAway();
  }

  /**
   * The judgement now; a path that is not tried counts as receiving.
   *
   * @param holding whether messages of this connection wait for their acknowledgement
   */
  public synchronized Canary.Verdict verdict(boolean holding) {
    return config.isOn() || canary.isAway()
        ? canary.verdict(holding, System.nanoTime())
        : Canary.Verdict.RECEIVING;
  }
}
