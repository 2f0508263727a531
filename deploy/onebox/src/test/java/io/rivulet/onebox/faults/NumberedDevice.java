package io.rivulet.onebox.faults;

import io.rivulet.schemas.payload.PayloadCodec;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A pump that publishes numbered samples at QoS 1 at a steady rate. What was not acknowledged when
 * a connection ended is published again, in order, before anything new.
 */
final class NumberedDevice implements Runnable {
  private static final int WINDOW = 200;
  private static final int NO_MATCHING_SUBSCRIBERS = 0x10;
  private static final int REFUSED_FROM = 0x80;
  private static final long CONNECT_MILLIS = 5_000;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String uri;
  private final String device;
  private final long intervalNanos;
  private final Ledger ledger;
  private final InstantSource clock;
  private final NavigableMap<Long, byte[]> unacknowledged = new ConcurrentSkipListMap<>();
  private final AtomicLong connections = new AtomicLong();
  private volatile boolean stopping;
  private long next;

  NumberedDevice(String uri, String device, double perSecond, Ledger ledger, InstantSource clock) {
    this.uri = uri;
    this.device = device;
    this.intervalNanos = (long) (1e9 / perSecond);
    this.ledger = ledger;
    this.clock = clock;
  }

  /** No new messages; the thread ends when the broker has acknowledged all. */
  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    long due = System.nanoTime();
    while (!isDone() && !Thread.currentThread().isInterrupted()) {
      try (Connection connection = new Connection()) {
        for (Long sequence : unacknowledged.keySet()) {
          connection.publish(sequence);
        }
        due = Math.max(due, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
        while (!isDone() && connection.isUp() && !Thread.currentThread().isInterrupted()) {
          if (!stopping && unacknowledged.size() < WINDOW && System.nanoTime() - due >= 0) {
            due += intervalNanos;
            byte[] payload = PayloadCodec.json(Seeds.pump(device, next, clock.instant()));
            unacknowledged.put(next, payload);
            connection.publish(next++);
          } else {
            LockSupport.parkNanos(Math.min(intervalNanos, TimeUnit.MILLISECONDS.toNanos(2)));
          }
        }
      } catch (MqttException e) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private boolean isDone() {
    return stopping && unacknowledged.isEmpty();
  }

  /** One connection; a PUBACK that comes after its end counts like any other. */
  private final class Connection implements AutoCloseable {
    private final MqttAsyncClient client;
    private volatile boolean broken;

    Connection() throws MqttException {
      connections.incrementAndGet();
      client = new MqttAsyncClient(uri, device, new MemoryPersistence());
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setCleanStart(true);
      options.setKeepAliveInterval(5);
      options.setConnectionTimeout(5);
      options.setAutomaticReconnect(false);
      try {
        client.connect(options).waitForCompletion(CONNECT_MILLIS);
      } catch (MqttException e) {
        close();
        throw e;
      }
    }

    boolean isUp() {
      return !broken && client.isConnected();
    }

    void publish(long sequence) throws MqttException {
      byte[] payload = unacknowledged.get(sequence);
      if (payload == null) {
        return;
      }
      IMqttToken unused =
          client.publish(
              Seeds.Kind.PUMP.topic(device),
              payload,
              1,
              false,
              null,
              new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                  settle(sequence, token.getReasonCodes());
                }

                @Override
                public void onFailure(IMqttToken token, Throwable cause) {
                  broken = true;
                }
              });
    }

    private void settle(long sequence, int[] codes) {
      int code = codes == null || codes.length == 0 ? 0 : codes[0];
      if (code >= REFUSED_FROM) {
        broken = true;
        return;
      }
      if (code == NO_MATCHING_SUBSCRIBERS) {
        ledger.unrouted();
      }
      ledger.acknowledged(device, sequence);
      unacknowledged.remove(sequence);
    }

    @Override
    public void close() {
      try {
        client.disconnectForcibly(0, 1, true);
      } catch (MqttException | RuntimeException e) {
        broken = true;
      }
      try {
        client.close(true);
      } catch (MqttException | RuntimeException e) {
        broken = true;
      }
    }
  }

  /** What waits for the broker, for a failure's message. */
  @Override
  public String toString() {
    Iterator<Long> waiting = unacknowledged.keySet().iterator();
    return "%s: %d published, %d unacknowledged%s, %d connections"
        .formatted(
            device,
            next,
            unacknowledged.size(),
            waiting.hasNext() ? " from " + waiting.next() : "",
            connections.get());
  }
}
