package io.rivulet.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Acknowledges every message by hand and forgets it: what broker and client library allow. */
final class DiscardingSubscriber implements MqttCallback, AutoCloseable {
  private static final long WAIT_MILLIS = 10_000;

  private final MqttAsyncClient client;
  private final AtomicLong discarded = new AtomicLong();

  private DiscardingSubscriber(MqttAsyncClient client) {
    this.client = client;
  }

  static DiscardingSubscriber connect(String uri, int receiveMaximum) throws MqttException {
    MqttAsyncClient client = new MqttAsyncClient(uri, "benchmark-discard", new MemoryPersistence());
    DiscardingSubscriber subscriber = new DiscardingSubscriber(client);
    client.setManualAcks(true);
    client.setCallback(subscriber);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    // The broker must keep nothing for it while the bridge is measured.
    options.setSessionExpiryInterval(0L);
    options.setReceiveMaximum(receiveMaximum);
    client.connect(options).waitForCompletion(WAIT_MILLIS);
    client.subscribe("rivulet/v1/+/+/pump", 1).waitForCompletion(WAIT_MILLIS);
    return subscriber;
  }

  long discarded() {
    return discarded.get();
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws MqttException {
    client.messageArrivedComplete(message.getId(), message.getQos());
    discarded.incrementAndGet();
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

  @Override
  public void close() throws MqttException {
    client.disconnect().waitForCompletion(WAIT_MILLIS);
    client.close();
  }
}
