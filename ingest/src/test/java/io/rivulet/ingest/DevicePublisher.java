package io.rivulet.ingest;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A device's MQTT side. What it publishes at QoS 1 has been acknowledged by the broker. */
public final class DevicePublisher implements AutoCloseable {
  private static final long TIMEOUT_MILLIS = 30_000;
  private static final int WINDOW = 100;

  private final MqttAsyncClient client;
  private final List<IMqttToken> pending = new ArrayList<>();

  public DevicePublisher(String uri, String clientId) throws MqttException {
    client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setKeepAliveInterval(15);
    client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
  }

  public void publish(String topic, byte[] payload) throws MqttException {
    publish(topic, payload, 1);
  }

  public void publish(String topic, byte[] payload, int qos) throws MqttException {
    pending.add(client.publish(topic, payload, qos, false));
    if (pending.size() >= WINDOW) {
      awaitAcknowledged();
    }
  }

  public void awaitAcknowledged() throws MqttException {
    for (IMqttToken token : pending) {
      token.waitForCompletion(TIMEOUT_MILLIS);
    }
    pending.clear();
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1000, true);
    client.close();
  }
}
