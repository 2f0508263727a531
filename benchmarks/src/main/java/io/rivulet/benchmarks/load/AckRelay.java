package io.rivulet.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Stands between a broker and one client and times each QoS 1 message from the PUBLISH passing by
 * to its PUBACK passing back: the same for every client, whatever it is made of. One connection
 * after another.
 */
public final class AckRelay implements AutoCloseable {
  private static final int PACKET_IDS = 65_536;
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final long IDLE_LOOK_NANOS = 10_000_000;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InetSocketAddress broker;
  private final ServerSocket listener;
  private final AtomicLongArray sentNanos = new AtomicLongArray(PACKET_IDS);
  private final AtomicIntegerArray waiting = new AtomicIntegerArray(PACKET_IDS);
  private final long[] latencies;
  private int measured;

  private AckRelay(InetSocketAddress broker, ServerSocket listener, int capacity) {
    this.broker = broker;
    this.listener = listener;
    this.latencies = new long[capacity];
  }

  /**
   * Listens.
   *
   * @param capacity latencies kept; later ones are not
   */
  public static AckRelay start(InetSocketAddress broker, int capacity) throws IOException {
    AckRelay relay =
        new AckRelay(broker, new ServerSocket(0, 4, InetAddress.getLoopbackAddress()), capacity);
    spawn("benchmark-relay-accept", relay::accept);
    return relay;
  }

  /** Where the client connects. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
  }

  /** Messages seen acknowledged. */
  public synchronized int measured() {
    return measured;
  }

  /** Leaves out what was measured until now. */
  public synchronized void forget() {
    measured = 0;
  }

  /** Waits until everything is acknowledged that was sent, or the time is over. */
  public void awaitIdle(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline
        && IntStream.range(0, PACKET_IDS).anyMatch(id -> waiting.get(id) == 1)) {
      LockSupport.parkNanos(IDLE_LOOK_NANOS);
    }
  }

  /** What was measured, ns, ascending. */
  public synchronized long[] sortedNanos() {
    long[] sorted = Arrays.copyOf(latencies, measured);
    Arrays.sort(sorted);
    return sorted;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        client.setTcpNoDelay(true);
        Socket server = new Socket(broker.getAddress(), broker.getPort());
        server.setTcpNoDelay(true);
        spawn("benchmark-relay-down", () -> pump(server, client, this::published));
        spawn("benchmark-relay-up", () -> pump(client, server, this::acknowledged));
      } catch (IOException e) {
        // The listener was closed, or the broker is away: the client sees its connection end.
        Thread.onSpinWait();
      }
    }
  }

  private static void spawn(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Told of each packet that passes, before it does. */
  private interface Watcher {
    /**
     * A whole packet.
     *
     * @param body where what follows the fixed header begins
     */
    void passes(byte[] bytes, int packet, int body);
  }

  /**
   * Passes on what has come in one write, as it would have without a relay, after looking at it.
   */
  private static void pump(Socket from, Socket to, Watcher watcher) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[BUFFER_BYTES];
      int filled = 0;
      for (int read = in.read(bytes);
          read >= 0;
          read = in.read(bytes, filled, space(bytes, filled))) {
        filled += read;
        int whole = watch(bytes, filled, watcher);
        out.write(bytes, 0, whole);
        filled -= whole;
        System.arraycopy(bytes, whole, bytes, 0, filled);
      }
    } catch (IOException e) {
      // Either side hung up; both sockets are closed here, and the other direction ends too.
      Thread.onSpinWait();
    }
  }

  private static int space(byte[] bytes, int filled) throws IOException {
    if (filled == bytes.length) {
      throw new IOException("a packet of more than " + bytes.length + " bytes");
    }
    return bytes.length - filled;
  }

  /** Shows every packet that is there as a whole; returns where they end. */
  private static int watch(byte[] bytes, int filled, Watcher watcher) {
    int packet = 0;
    while (true) {
      int length = 0;
      int body = packet + 1;
      int digit = 128;
      while (digit > 127) {
        if (body >= filled) {
          return packet;
        }
        digit = bytes[body] & 255;
        length |= (digit & 127) << 7 * (body - packet - 1);
        body++;
      }
      if (body + length > filled) {
        return packet;
      }
      watcher.passes(bytes, packet, body);
      packet = body + length;
    }
  }

  private static int type(byte first) {
    return first >> 4 & 15;
  }

  private static int number(byte[] bytes, int offset) {
    return (bytes[offset] & 255) << 8 | bytes[offset + 1] & 255;
  }

  private void published(byte[] bytes, int packet, int body) {
    boolean atQosOne = (bytes[packet] >> 1 & 3) == 1;
    if (type(bytes[packet]) == PUBLISH && atQosOne) {
      int id = number(bytes, body + 2 + number(bytes, body));
      sentNanos.set(id, System.nanoTime());
      waiting.set(id, 1);
    }
  }

  private void acknowledged(byte[] bytes, int packet, int body) {
    if (type(bytes[packet]) == PUBACK) {
      int id = number(bytes, body);
      long nanos = System.nanoTime() - sentNanos.get(id);
      if (waiting.compareAndSet(id, 1, 0)) {
        keep(nanos);
      }
    }
  }

  private synchronized void keep(long nanos) {
    if (measured < latencies.length) {
      latencies[measured++] = nanos;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
