package io.rivulet.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
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

  /** One whole packet; the header's length varies. */
  private record Packet(byte[] bytes, int headerBytes) {
    int type() {
      return bytes[0] >> 4 & 15;
    }

    boolean atQosOne() {
      return (bytes[0] >> 1 & 3) == 1;
    }

    int number(int offset) {
      return (bytes[offset] & 255) << 8 | bytes[offset + 1] & 255;
    }
  }

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

  private interface Watcher {
    void passes(Packet packet);
  }

  private static void pump(Socket from, Socket to, Watcher watcher) {
    try (from;
        to) {
      InputStream raw = new BufferedInputStream(from.getInputStream(), BUFFER_BYTES);
      DataInputStream in = new DataInputStream(raw);
      OutputStream out = to.getOutputStream();
      while (true) {
        Packet packet = read(in);
        watcher.passes(packet);
        out.write(packet.bytes());
      }
    } catch (IOException e) {
      // Either side hung up; both sockets are closed here, and the other direction ends too.
      Thread.onSpinWait();
    }
  }

  private static Packet read(DataInputStream in) throws IOException {
    byte[] header = new byte[5];
    header[0] = in.readByte();
    int headerBytes = 1;
    int length = 0;
    int digit;
    do {
      digit = in.readUnsignedByte();
      length |= (digit & 127) << 7 * (headerBytes - 1);
      header[headerBytes++] = (byte) digit;
    } while (digit > 127 && headerBytes < header.length);
    byte[] bytes = Arrays.copyOf(header, headerBytes + length);
    in.readFully(bytes, headerBytes, length);
    return new Packet(bytes, headerBytes);
  }

  private void published(Packet packet) {
    if (packet.type() == PUBLISH && packet.atQosOne()) {
      int id = packet.number(packet.headerBytes() + 2 + packet.number(packet.headerBytes()));
      sentNanos.set(id, System.nanoTime());
      waiting.set(id, 1);
    }
  }

  private void acknowledged(Packet packet) {
    if (packet.type() == PUBACK) {
      int id = packet.number(packet.headerBytes());
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
