package io.rivulet.embedded;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Subscribes at QoS 1 in a session that outlives its connections, and notes what arrives. */
final class DurableSubscriber {
  private final String clientId;
  private final String filter;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private boolean acknowledging = true;
  private int keptCharacters = Integer.MAX_VALUE;
  private MqttClient client;

  DurableSubscriber(String clientId, String filter) {
    this.clientId = clientId;
    this.filter = filter;
  }

  DurableSubscriber withoutAcknowledging() {
    acknowledging = false;
    return this;
  }

  DurableSubscriber keepingOnly(int characters) {
    keptCharacters = characters;
    return this;
  }

  DurableSubscriber connect(String uri) throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    client = new MqttClient(uri, clientId, null);
    client.setManualAcks(!acknowledging);
    client.setCallback(new Notes());
    IMqttToken connected = client.connectWithResult(options);
    if (!connected.getSessionPresent()) {
      client.subscribe(filter, 1);
    }
    return this;
  }

  void disconnect() throws MqttException {
    client.disconnect();
    client.close();
  }

  /** Without the farewell that would end the connection in good order. */
  void loseConnection() throws MqttException {
    client.disconnectForcibly(0, 1, false);
    client.close(true);
  }

  List<String> received() {
    return List.copyOf(received);
  }

  private final class Notes implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
      received.add(payload.substring(0, Math.min(keptCharacters, payload.length())));
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
  }
}
