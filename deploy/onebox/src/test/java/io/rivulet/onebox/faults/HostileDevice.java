package io.rivulet.onebox.faults;

import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Publishes anything at QoS 1, two hundred messages ahead of the broker, on one connection after
 * another: over hundreds of thousands of messages Paho 1.2.5 loses count of those in flight, and
 * then refuses to publish.
 */
final class HostileDevice implements AutoCloseable {
  private static final int WINDOW = 200;
  private static final int MESSAGES_A_CONNECTION = 20_000;
  private static final long LIMIT_MILLIS = 60_000;

  private final String uri;
  private MqttAsyncClient client;
  private int published;
  private final Deque<IMqttToken> pending = new ArrayDeque<>();

  HostileDevice(String uri) throws MqttException {
    this.uri = uri;
    connect();
  }

  private void connect() throws MqttException {
    client = new MqttAsyncClient(uri, "hostile", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    client.connect(options).waitForCompletion(LIMIT_MILLIS);
  }

  void publish(String topic, byte[] payload) throws MqttException {
    if (++published % MESSAGES_A_CONNECTION == 0) {
      awaitAcknowledged();
      close();
      connect();
    }
    pending.add(client.publish(topic, payload, 1, false));
    if (pending.size() >= WINDOW) {
      pending.remove().waitForCompletion(LIMIT_MILLIS);
    }
  }

  void awaitAcknowledged() throws MqttException {
    while (!pending.isEmpty()) {
      pending.remove().waitForCompletion(LIMIT_MILLIS);
    }
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1, false);
    client.close(true);
  }
}
