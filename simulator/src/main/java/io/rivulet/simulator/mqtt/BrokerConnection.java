package io.rivulet.simulator.mqtt;

import io.rivulet.runtime.mqtt.BrokerAddress;
import io.rivulet.runtime.mqtt.BrokerSockets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One MQTT connection from its CONNECT to its loss; never reused. What was not acknowledged on it
 * is sent again on the next one by its owner, so the broker keeps nothing between connections.
 */
final class BrokerConnection implements AutoCloseable {
  /** What happened to one publish. */
  sealed interface Outcome {
    /** The broker has it. */
    record Acknowledged() implements Outcome {}

    /** The broker will not take it; {@code reasonCode} is MQTT's. */
    record Refused(int reasonCode) implements Outcome {}
  }

  private static final int QOS = 1;
  private static final int REFUSED_FROM = 0x80;
  private static final long CLOSE_MILLIS = 2_000;

  private final MqttAsyncClient client;
  private final Semaphore window;
  private volatile boolean lost;

  private BrokerConnection(MqttAsyncClient client, int inFlight) {
    this.client = client;
    this.window = new Semaphore(inFlight);
  }

  static BrokerConnection open(PublisherConfig config, String clientId) throws MqttException {
    BrokerAddress address = BrokerAddress.of(config.uri());
    MqttAsyncClient client =
        new MqttAsyncClient(address.socketUri(), clientId, new MemoryPersistence());
    try {
      long timeoutMillis = config.connectTimeout().toMillis();
      Loss loss = new Loss();
      client.setCallback(loss);
      IMqttToken token = client.connect(options(config, address));
      token.waitForCompletion(timeoutMillis);
      int window = Math.min(config.inFlightMax(), receiveMaximum(token));
      BrokerConnection connection = new BrokerConnection(client, window);
      loss.tell(connection);
      return connection;
    } catch (MqttException | RuntimeException e) {
      discard(client);
      throw e;
    }
  }

  private static MqttConnectionOptions options(PublisherConfig config, BrokerAddress address) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSocketFactory(new BrokerSockets(address, config.tls()));
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval((int) config.keepAlive().toSeconds());
    options.setConnectionTimeout((int) Math.max(1, config.connectTimeout().toSeconds()));
    config.user().ifPresent(options::setUserName);
    config
        .password()
        .ifPresent(password -> options.setPassword(password.getBytes(StandardCharsets.UTF_8)));
    return options;
  }

  /** Paho's own words for what a socket throws say nothing. */
  static String describe(MqttException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  private static int receiveMaximum(IMqttToken token) {
    MqttProperties properties = token.getResponseProperties();
    Integer maximum = properties == null ? null : properties.getReceiveMaximum();
    return maximum == null ? Integer.MAX_VALUE : maximum;
  }

  boolean isLost() {
    return lost || !client.isConnected();
  }

  /** Waits for room in the window; false where the connection was lost or the time is over. */
  boolean awaitRoom(Duration limit) throws InterruptedException {
    return window.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Sends one message for which {@link #awaitRoom} made room; the outcome comes on Paho's thread.
   */
  void publish(DeviceMessage message, Consumer<Outcome> outcome) throws MqttException {
    MqttMessage mqtt = new MqttMessage(message.payload(), QOS, message.retained(), null);
    IMqttToken unused =
        client.publish(
            message.topic(),
            mqtt,
            null,
            new MqttActionListener() {
              @Override
              public void onSuccess(IMqttToken token) {
                window.release();
                outcome.accept(outcome(token));
              }

              @Override
              public void onFailure(IMqttToken token, Throwable cause) {
                lost = true;
                window.release();
              }
            });
  }

  private static Outcome outcome(IMqttToken token) {
    int[] codes = token.getReasonCodes();
    if (codes != null) {
      for (int code : codes) {
        if (code >= REFUSED_FROM) {
          return new Outcome.Refused(code);
        }
      }
    }
    return new Outcome.Acknowledged();
  }

  /** Leaves the broker politely where it still listens, within 2 s. */
  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client.disconnect(CLOSE_MILLIS).waitForCompletion(CLOSE_MILLIS);
      }
    } catch (MqttException e) {
      lost = true;
    }
    discard(client);
  }

  private static void discard(MqttAsyncClient client) {
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException | RuntimeException e) {
      // It was not connected; what is left is to free its threads.
    }
    try {
      client.close(true);
    } catch (MqttException | RuntimeException e) {
      // It is closed already.
    }
  }

  /** Marks the connection lost; Paho swallows whatever a callback throws, so it does only that. */
  private static final class Loss implements MqttCallback {
    private volatile BrokerConnection connection;
    private volatile boolean lost;

    private void tell(BrokerConnection opened) {
      connection = opened;
      opened.lost |= lost;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      lost = true;
      BrokerConnection opened = connection;
      if (opened != null) {
        opened.lost = true;
      }
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      // Paho tells of a broken connection through disconnected.
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      // Simulated devices subscribe to nothing.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // Each publish has a listener of its own.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
      // The connect token has been waited for.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      // No enhanced authentication is asked for.
    }
  }
}
