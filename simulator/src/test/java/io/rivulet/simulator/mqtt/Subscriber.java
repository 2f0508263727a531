package io.rivulet.simulator.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Takes everything under rivulet/v1 at QoS 1 in a session the broker keeps. */
public final class Subscriber implements MqttCallback, AutoCloseable {
  /** One message as it arrived. */
  public record Received(String topic, String payload, boolean retained) {}

  private static final long TIMEOUT_MILLIS = 10_000;

  private final MqttAsyncClient client;
  private final List<Received> received = new ArrayList<>();

  public Subscriber(String uri) throws MqttException {
    client = new MqttAsyncClient(uri, "simulator-test-subscriber", new MemoryPersistence());
    client.setCallback(this);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(600L);
    options.setAutomaticReconnect(true);
    options.setAutomaticReconnectDelay(1, 1);
    client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
    client.subscribe("rivulet/v1/#", 1).waitForCompletion(TIMEOUT_MILLIS);
  }

  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public synchronized void messageArrived(String topic, MqttMessage message) {
    received.add(
        new Received(
            topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained()));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(100, 100, false);
    client.close(true);
  }
}
