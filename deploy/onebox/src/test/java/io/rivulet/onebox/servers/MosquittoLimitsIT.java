package io.rivulet.onebox.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.GenericContainer;

@ExtendWith(WhereContainersRun.class)
class MosquittoLimitsIT {
  private static final String TOPIC = "rivulet/v1/site/device/pump";
  private static final int PAYLOAD_BYTES = 300;

  @Test
  @Requirement("DEPLOY-002")
  void aQueueFarBeyondTheBrokersDefaultLosesNothing() throws Exception {
    try (GenericContainer<?> broker = broker(ContainerServers.mosquittoConf())) {
      publishToAbsentBridge(broker, 5_000);

      assertThat(receivedByReturningBridge(broker, 5_000))
          .isEqualTo(IntStream.range(0, 5_000).boxed().collect(toSet()));
    }
  }

  @Test
  @Requirement("DEPLOY-003")
  void aFullQueueKeepsWhatItHasAndCountsWhatItDrops() throws Exception {
    String small =
        ContainerServers.mosquittoConf()
                .replaceFirst("(?m)^max_queued_bytes .*$", "max_queued_bytes 300000")
            + "sys_interval 1\n";
    try (GenericContainer<?> broker = broker(small)) {
      publishToAbsentBridge(broker, 2_000);

      int kept = 300_000 / PAYLOAD_BYTES;
      assertThat(receivedByReturningBridge(broker, kept))
          .isEqualTo(IntStream.range(0, kept).boxed().collect(toSet()));
      assertThat(broker.getLogs()).contains("messages are being dropped for client bridge");
      awaitDropped(broker, 2_000 - kept);
    }
  }

  private static GenericContainer<?> broker(String conf) {
    GenericContainer<?> broker =
        ContainerServers.mosquitto(ContainerImages.configured().mosquitto(), conf);
    broker.start();
    return broker;
  }

  /** Publishes messages numbered from 0 for a session that is away; each is acknowledged. */
  private static void publishToAbsentBridge(GenericContainer<?> broker, int messages)
      throws MqttException {
    MqttClient bridge = client(broker, "bridge");
    bridge.connect(persistentSession());
    bridge.subscribe(new MqttSubscription[] {new MqttSubscription(TOPIC, 1)});
    bridge.disconnect();
    bridge.close();

    MqttClient device = client(broker, "device");
    device.connect();
    for (int number = 0; number < messages; number++) {
      byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES).putInt(number).array();
      device.publish(TOPIC, payload, 1, false);
    }
    device.disconnect();
    device.close();
  }

  private static Set<Integer> receivedByReturningBridge(GenericContainer<?> broker, int expected)
      throws MqttException {
    Set<Integer> received = new ConcurrentSkipListSet<>();
    MqttClient bridge = client(broker, "bridge");
    bridge.setCallback(
        new ArrivalCallback() {
          @Override
          public void messageArrived(String topic, MqttMessage message) {
            received.add(ByteBuffer.wrap(message.getPayload()).getInt());
          }
        });
    bridge.connect(persistentSession());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(received).hasSizeGreaterThanOrEqualTo(expected));
    bridge.disconnect();
    bridge.close();
    return received;
  }

  /** The broker publishes its counters once a second, so the first value may be an older one. */
  private static void awaitDropped(GenericContainer<?> broker, int expected) throws MqttException {
    AtomicInteger count = new AtomicInteger(-1);
    MqttClient watcher = client(broker, "watcher");
    watcher.setCallback(
        new ArrivalCallback() {
          @Override
          public void messageArrived(String topic, MqttMessage message) {
            count.set(Integer.parseInt(new String(message.getPayload(), US_ASCII)));
          }
        });
    watcher.connect();
    watcher.subscribe("$SYS/broker/publish/messages/dropped", 0);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(count).hasValue(expected));
    watcher.disconnect();
    watcher.close();
  }

  private static MqttClient client(GenericContainer<?> broker, String id) throws MqttException {
    MqttClient client =
        new MqttClient(ContainerServers.mqttUri(broker), id, new MemoryPersistence());
    client.setTimeToWait(10_000);
    return client;
  }

  private static MqttConnectionOptions persistentSession() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3_600L);
    return options;
  }
}
