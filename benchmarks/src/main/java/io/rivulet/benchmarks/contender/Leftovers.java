package io.rivulet.benchmarks.contender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * What the broker still holds for a contender that has stopped: not acknowledged, so not lost, even
 * where the contender itself does not take it up again.
 */
public final class Leftovers {
  private static final long WAIT_MILLIS = 10_000;
  private static final Duration QUIET = Duration.ofSeconds(1);

  private Leftovers() {}

  /**
   * Takes the session over and empties it.
   *
   * @return payloads of pump messages
   * @throws MqttException where the broker is not there
   */
  public static List<byte[]> take(Assignment assignment)
      throws MqttException, InterruptedException {
    LinkedBlockingQueue<byte[]> arriving = new LinkedBlockingQueue<>();
    MqttAsyncClient client =
        new MqttAsyncClient(assignment.mqttUri(), assignment.clientId(), new MemoryPersistence());
    client.setCallback(new Collector(arriving));
    client.connect(DiscardingContender.options(assignment)).waitForCompletion(WAIT_MILLIS);
    List<byte[]> payloads = new ArrayList<>();
    for (byte[] payload = next(arriving); payload != null; payload = next(arriving)) {
      payloads.add(payload);
    }
    client.disconnect().waitForCompletion(WAIT_MILLIS);
    client.close();
    return payloads;
  }

  private static byte[] next(LinkedBlockingQueue<byte[]> arriving) throws InterruptedException {
    return arriving.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
  }

  private record Collector(LinkedBlockingQueue<byte[]> payloads) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (topic.endsWith("/pump")) {
        payloads.add(message.getPayload());
      }
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
  }
}
