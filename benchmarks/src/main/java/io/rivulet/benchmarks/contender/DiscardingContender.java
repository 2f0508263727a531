package io.rivulet.benchmarks.contender;

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

/**
 * Acknowledges every message by hand, as it comes, and forgets it. Guarantees nothing; it shows
 * what broker and client library allow.
 */
final class DiscardingContender implements MqttCallback, Contender {
  private static final long WAIT_MILLIS = 10_000;

  private final MqttAsyncClient client;
  private final AtomicLong discarded = new AtomicLong();

  private DiscardingContender(MqttAsyncClient client) {
    this.client = client;
  }

  static DiscardingContender start(Assignment assignment) throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(assignment.mqttUri(), assignment.clientId(), new MemoryPersistence());
    DiscardingContender contender = new DiscardingContender(client);
    client.setManualAcks(true);
    client.setCallback(contender);
    client.connect(options(assignment)).waitForCompletion(WAIT_MILLIS);
    client.subscribe(assignment.filter(), 1).waitForCompletion(WAIT_MILLIS);
    return contender;
  }

  /** Connection options of every contender that lets them be set. */
  static MqttConnectionOptions options(Assignment assignment) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setServerURIs(new String[] {assignment.mqttUri()});
    options.setCleanStart(false);
    options.setSessionExpiryInterval(Assignment.SESSION_EXPIRY_SECONDS);
    options.setReceiveMaximum(assignment.receiveMaximum());
    return options;
  }

  @Override
  public long discarded() {
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
