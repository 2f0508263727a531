package io.rivulet.ingest.mqtt;

import io.rivulet.runtime.mqtt.BrokerSockets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the MQTT broker, from CONNECT to its end. A new connection is a new object with
 * a client of its own, because a Paho client carries nothing to tell one connection's packet
 * identifiers from the next one's: an acknowledgement that comes late goes to a client that is
 * gone.
 */
public final class MqttLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
  private static final long TIMEOUT_MILLIS = 10_000;
  private static final long FAREWELL_MILLIS = 1_000;
  private static final int SEND_RETAINED_IF_NEW = 1;

  /** Takes messages as they come, on the thread that reads from the broker. */
  public interface Receiver {
    /** Messages came over this link, in this order. While this waits, nothing more is read. */
    void arrived(MqttLink link, List<Arrival> arrivals) throws InterruptedException;
  }

  private final MqttSource source;
  private final MqttAsyncClient client;
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final Receiver receiver;
  private volatile AcknowledgementWriter acknowledgements;
  private volatile boolean receiving = true;

  private MqttLink(MqttSource source, MqttAsyncClient client, Receiver receiver) {
    this.source = source;
    this.client = client;
    this.receiver = receiver;
  }

  /**
   * Connects. Messages the broker kept for this client may arrive before this returns.
   *
   * @throws LinkException where the broker is not there, does not answer within 10 s or refuses
   */
  public static MqttLink connect(MqttSource source, int receiveMaximum, Receiver receiver)
      throws LinkException {
    MqttLink link;
    try {
      // Only canaries are published, so there is nothing to keep; the default writes to the disk.
      link =
          new MqttLink(
              source,
              new MqttAsyncClient(
                  source.address().socketUri(), source.clientId(), new MemoryPersistence()),
              receiver);
    } catch (MqttException | IllegalArgumentException e) {
      throw new LinkException("mqtt.uri = \"" + source.uri() + "\" cannot be used: " + e, e);
    }
    link.client.setManualAcks(true);
    link.client.setCallback(link.new Callback());
    try {
      IMqttToken token = link.client.connect(link.options(receiveMaximum));
      token.waitForCompletion(TIMEOUT_MILLIS);
      return link;
    } catch (MqttException | RuntimeException e) {
      link.close();
      throw new LinkException("cannot connect to " + source.uri() + ": " + describe(e), e);
    }
  }

  private MqttConnectionOptions options(int receiveMaximum) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(source.sessionExpiry().toSeconds());
    options.setReceiveMaximum(receiveMaximum);
    options.setMaximumPacketSize(source.maximumPacketBytes());
    options.setKeepAliveInterval((int) source.keepAlive().toSeconds());
    options.setConnectionTimeout((int) TimeUnit.MILLISECONDS.toSeconds(TIMEOUT_MILLIS));
    options.setAutomaticReconnect(false);
    options.setSocketFactory(new BrokerSockets(source.address(), source.tls(), new Tap()));
    source
        .credentials()
        .ifPresent(
            credentials -> {
              options.setUserName(credentials.user());
              options.setPassword(credentials.password().getBytes(StandardCharsets.UTF_8));
            });
    return options;
  }

  /**
   * Subscribes at QoS 1, also where the broker still has a session: the filters may have changed
   * since, and only its answer shows what was granted.
   *
   * @throws LinkException where any filter was refused or granted at QoS 0
   */
  public void subscribe(List<String> filters) throws LinkException {
    MqttSubscription[] subscriptions =
        filters.stream().map(MqttLink::subscription).toArray(MqttSubscription[]::new);
    int[] granted;
    try {
      IMqttToken token = client.subscribe(subscriptions, null, null, new MqttProperties());
      token.waitForCompletion(TIMEOUT_MILLIS);
      granted = token.getReasonCodes();
    } catch (MqttException | RuntimeException e) {
      throw new LinkException("cannot subscribe to " + filters + ": " + describe(e), e);
    }
    GrantedSubscriptions.requireQosOne(filters, granted);
  }

  /**
   * Takes subscriptions back; what the broker has queued under them still arrives.
   *
   * @throws LinkException where the broker does not confirm it
   */
  void unsubscribe(List<String> filters) throws LinkException {
    try {
      client
          .unsubscribe(filters.toArray(String[]::new), null, null, new MqttProperties())
          .waitForCompletion(TIMEOUT_MILLIS);
    } catch (MqttException | RuntimeException e) {
      throw new LinkException("cannot unsubscribe from " + filters + ": " + describe(e), e);
    }
  }

  /** Publishes at QoS 1, without waiting for the broker's answer. */
  void publish(String topic, byte[] payload) {
    try {
      IMqttToken unused = client.publish(topic, payload, 1, false);
    } catch (MqttException | RuntimeException e) {
      LOG.debug("Cannot publish to {}: {}", topic, describe(e));
    }
  }

  private static MqttSubscription subscription(String filter) {
    MqttSubscription subscription = new MqttSubscription(filter, 1);
    if (!Shards.isShared(filter)) {
      subscription.setRetainAsPublished(true);
      subscription.setRetainHandling(SEND_RETAINED_IF_NEW);
    }
    return subscription;
  }

  /** Sends a PUBACK for each, in this order. */
  public void acknowledge(int[] packetIds) {
    try {
      acknowledgements.acknowledge(packetIds);
    } catch (IOException e) {
      end("cannot acknowledge " + packetIds.length + " messages: " + e);
    }
  }

  /** Asks for the end of this connection; whoever waits for {@link #ended} closes it. */
  public void end(String reason) {
    if (end.complete(reason)) {
      LOG.debug("Connection to {} ends: {}", source.uri(), reason);
    }
  }

  /** Completed with the reason when this connection ends. */
  public CompletableFuture<String> ended() {
    return end;
  }

  /** Whether the connection is up. */
  public boolean isConnected() {
    return !end.isDone() && client.isConnected();
  }

  /** Takes no more messages; what still arrives stays unacknowledged and comes again. */
  public void stopReceiving() {
    receiving = false;
  }

  /** Says goodbye, so that acknowledgements on their way are sent first, and closes. */
  public void disconnect() {
    disconnect(new MqttProperties());
  }

  /** Says goodbye for good: the broker forgets the session. */
  public void leave() {
    MqttProperties properties = new MqttProperties();
    properties.setSessionExpiryInterval(0L);
    disconnect(properties);
  }

  private void disconnect(MqttProperties properties) {
    stopReceiving();
    try {
      client
          .disconnect(FAREWELL_MILLIS, null, null, MqttReturnCode.RETURN_CODE_SUCCESS, properties)
          .waitForCompletion(TIMEOUT_MILLIS);
    } catch (MqttException | RuntimeException e) {
      LOG.debug("No orderly farewell to {}: {}", source.uri(), describe(e));
    }
    close();
  }

  /** Cuts the connection; the session stays with the broker. */
  @Override
  public void close() {
    stopReceiving();
    end("closed");
    try {
      client.disconnectForcibly(0, FAREWELL_MILLIS, false);
    } catch (MqttException | RuntimeException e) {
      LOG.debug("Cutting the connection to {}: {}", source.uri(), describe(e));
    }
    try {
      client.close();
    } catch (MqttException | RuntimeException e) {
      LOG.debug("Closing the connection to {}: {}", source.uri(), describe(e));
    }
  }

  private static String describe(Throwable e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return e instanceof MqttException mqtt
        ? "%s (reason code %d)".formatted(cause.getMessage(), mqtt.getReasonCode())
        : cause.toString();
  }

  /** Takes messages and acknowledgements past the client; see {@link PublishReader}. */
  private final class Tap implements BrokerSockets.StreamTap {
    @Override
    public InputStream input(InputStream fromBroker) {
      return new PublishReader(
          fromBroker, (int) source.maximumPacketBytes(), MqttLink.this::arrived);
    }

    @Override
    public OutputStream output(OutputStream toBroker) {
      AcknowledgementWriter writer = new AcknowledgementWriter(toBroker);
      acknowledgements = writer;
      return writer;
    }
  }

  /** On the client's reading thread, which must not end of what is thrown here. */
  private void arrived(List<Arrival> arrivals) {
    if (!receiving) {
      return;
    }
    try {
      receiver.arrived(this, arrivals);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end("interrupted while taking messages");
    } catch (RuntimeException | Error e) {
      end("a message could not be taken: " + e);
    }
  }

  /** Paho swallows what a callback throws, so nothing may be thrown from here. */
  private final class Callback implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      // The tap takes everything at QoS 0 and 1, and more was never asked for.
      end("the broker sent a message at QoS " + message.getQos() + " on " + topic);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      end(DisconnectReason.describe(response, source.clientId()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      LOG.warn("MQTT client: {}", describe(exception));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // Only canaries are published, and those are waited for where they arrive.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
      // Subscribing here would wait on the thread that reads the answer.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      LOG.warn("The broker asks for enhanced authentication ({}), which is not spoken", reasonCode);
    }
  }
}
