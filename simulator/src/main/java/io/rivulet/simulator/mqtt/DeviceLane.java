package io.rivulet.simulator.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's worth of devices: a bounded queue, a thread, and what is in flight. When the
 * queue is full, whoever publishes waits. A lost connection is opened again, with growing pauses up
 * to 5 s, and what was not acknowledged is sent again in the same order with the same bytes.
 */
final class DeviceLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceLane.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long PAUSE_MILLIS_MIN = 100;
  private static final long PAUSE_MILLIS_MAX = 5_000;
  private static final long JOIN_MILLIS = 10_000;

  private final PublisherConfig config;
  private final String clientId;
  private final BlockingQueue<DeviceMessage> queue;
  private final Map<Long, DeviceMessage> inFlight = new LinkedHashMap<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile PublishingException failure;
  private long nextId;
  private long accepted;
  private long acknowledged;
  private long reconnects;

  private DeviceLane(PublisherConfig config, String clientId, BrokerConnection first) {
    this.config = config;
    this.clientId = clientId;
    this.queue = new ArrayBlockingQueue<>(config.inFlightMax());
    this.thread = new Thread(() -> run(first), clientId);
    this.thread.setDaemon(true);
  }

  /** A lane whose first connection stands. */
  static DeviceLane start(PublisherConfig config, String clientId) {
    BrokerConnection first;
    try {
      first = BrokerConnection.open(config, clientId);
    } catch (MqttException e) {
      throw new PublishingException(
          "cannot connect to the MQTT broker at "
              + config.uri()
              + ": "
              + BrokerConnection.describe(e),
          e);
    }
    DeviceLane lane = new DeviceLane(config, clientId, first);
    lane.thread.start();
    return lane;
  }

  /** Takes a message, waiting while the queue is full. */
  void publish(DeviceMessage message) throws InterruptedException {
    requireHealthy();
    synchronized (this) {
      accepted++;
    }
    while (!queue.offer(message, POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      requireHealthy();
    }
  }

  private void requireHealthy() {
    PublishingException cause = failure;
    if (cause != null) {
      throw new PublishingException(cause.getMessage(), cause);
    }
    if (closing) {
      throw new PublishingException("publisher " + clientId + " is closed");
    }
  }

  private void run(BrokerConnection first) {
    BrokerConnection connection = first;
    try {
      while (connection != null) {
        drain(connection);
        connection.close();
        connection = closing ? null : reopen();
      }
    } catch (InterruptedException e) {
      LOG.debug("{} interrupted", clientId);
    } catch (RuntimeException e) {
      failure = new PublishingException("publisher " + clientId + " stopped: " + e, e);
      LOG.error("publisher {} stopped", clientId, e);
    } finally {
      if (connection != null) {
        connection.close();
      }
      synchronized (this) {
        notifyAll();
      }
    }
  }

  private void drain(BrokerConnection connection) throws InterruptedException {
    for (Map.Entry<Long, DeviceMessage> unacknowledged : snapshot()) {
      if (!send(connection, unacknowledged.getKey(), unacknowledged.getValue())) {
        return;
      }
    }
    while (!closing && !connection.isLost()) {
      DeviceMessage message = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
      if (message != null && !send(connection, remember(message), message)) {
        return;
      }
    }
  }

  private synchronized List<Map.Entry<Long, DeviceMessage>> snapshot() {
    List<Map.Entry<Long, DeviceMessage>> unacknowledged = new ArrayList<>(inFlight.size());
    inFlight.forEach((id, message) -> unacknowledged.add(Map.entry(id, message)));
    return unacknowledged;
  }

  private synchronized long remember(DeviceMessage message) {
    inFlight.put(nextId, message);
    return nextId++;
  }

  private boolean send(BrokerConnection connection, long id, DeviceMessage message)
      throws InterruptedException {
    while (!connection.awaitRoom(POLL)) {
      if (closing || connection.isLost()) {
        return false;
      }
    }
    try {
      connection.publish(message, outcome -> settle(id, message, outcome));
      return true;
    } catch (MqttException e) {
      LOG.debug("{} could not send, will reconnect", clientId, e);
      return false;
    }
  }

  private synchronized void settle(
      long id, DeviceMessage message, BrokerConnection.Outcome outcome) {
    // A late acknowledgement on an old connection may come after the message was sent again.
    if (inFlight.remove(id) == null) {
      return;
    }
    if (outcome instanceof BrokerConnection.Outcome.Refused refusal) {
      failure =
          new PublishingException(
              "the broker refused a message on "
                  + message.topic()
                  + " with MQTT reason code "
                  + refusal.reasonCode());
    } else {
      acknowledged++;
    }
    notifyAll();
  }

  private BrokerConnection reopen() throws InterruptedException {
    long pauseMillis = PAUSE_MILLIS_MIN;
    while (!closing) {
      synchronized (this) {
        reconnects++;
        wait(pauseMillis);
      }
      try {
        return BrokerConnection.open(config, clientId);
      } catch (MqttException e) {
        LOG.info("{} cannot reach {}: {}", clientId, config.uri(), BrokerConnection.describe(e));
        pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
      }
    }
    return null;
  }

  synchronized long accepted() {
    return accepted;
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  synchronized long reconnects() {
    return reconnects;
  }

  /** Waits until something was acknowledged or failed, at most this long. */
  synchronized void awaitChange(long millis) throws InterruptedException {
    if (acknowledged < accepted && failure == null) {
      wait(millis);
    }
    requireHealthy();
  }

  /** Stops at once; what is not acknowledged by now may or may not have arrived. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(JOIN_MILLIS);
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
