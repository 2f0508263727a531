package io.rivulet.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes at QoS 1 over one connection with little work of its own: MQTT 3.1.1 frames written in
 * batches, a bounded number unacknowledged. A client library would take more of the machine than
 * what is measured.
 */
public final class FastPublisher implements AutoCloseable {
  private static final int IN_FLIGHT = 512;
  private static final int CONNACK = 2;
  private static final int PUBACK = 4;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int PUBLISH_AT_QOS_ONE = 0x32;
  private static final int PACKET_IDS = 65_535;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final Thread reader;
  private int packetId;

  /**
   * A message to publish.
   *
   * @param topic where
   * @param payload what
   */
  public record Message(String topic, byte[] payload) {}

  private FastPublisher(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 64 * 1024));
    this.reader = new Thread(this::read, "benchmark-publisher-acks");
    this.reader.setDaemon(true);
  }

  /** Connects, with a clean session. */
  public static FastPublisher connect(InetSocketAddress broker, String clientId)
      throws IOException {
    Socket socket = new Socket();
    socket.connect(broker, TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    FastPublisher publisher = new FastPublisher(socket);
    byte[] id = clientId.getBytes(StandardCharsets.UTF_8);
    publisher.out.writeByte(0x10);
    publisher.out.writeByte(12 + id.length);
    publisher.out.writeUTF("MQTT");
    publisher.out.write(new byte[] {4, 2, 0, 0});
    publisher.out.writeUTF(clientId);
    publisher.out.flush();
    if (publisher.in.readUnsignedByte() >> 4 != CONNACK
        || publisher.in.readUnsignedByte() != 2
        || publisher.in.readUnsignedShort() != 0) {
      socket.close();
      throw new IOException("the broker did not accept " + clientId);
    }
    publisher.reader.start();
    return publisher;
  }

  /** Publishes all as fast as the broker acknowledges; returns when it has acknowledged all. */
  public void publish(List<Message> messages) throws IOException, InterruptedException {
    for (Message message : messages) {
      send(message);
    }
    awaitAcknowledged();
  }

  /**
   * Publishes at a fixed rate; returns when the broker has acknowledged all.
   *
   * @param perSecond above 0
   */
  public void publish(List<Message> messages, double perSecond)
      throws IOException, InterruptedException {
    long startedNanos = System.nanoTime();
    for (int i = 0; i < messages.size(); i++) {
      long dueNanos = startedNanos + (long) (i * 1e9 / perSecond);
      for (long left = dueNanos - System.nanoTime();
          left > 0;
          left = dueNanos - System.nanoTime()) {
        out.flush();
        LockSupport.parkNanos(left);
      }
      send(messages.get(i));
    }
    awaitAcknowledged();
  }

  private void send(Message message) throws IOException, InterruptedException {
    if (!room.tryAcquire()) {
      out.flush();
      if (!room.tryAcquire(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("the broker acknowledged nothing for 60 s", failure.get());
      }
    }
    packetId = packetId % PACKET_IDS + 1;
    byte[] topic = message.topic().getBytes(StandardCharsets.UTF_8);
    out.writeByte(PUBLISH_AT_QOS_ONE);
    length(2 + topic.length + 2 + message.payload().length);
    out.writeShort(topic.length);
    out.write(topic);
    out.writeShort(packetId);
    out.write(message.payload());
  }

  private void length(int bytes) throws IOException {
    int left = bytes;
    while (left > 127) {
      out.writeByte(left & 127 | 128);
      left >>= 7;
    }
    out.writeByte(left);
  }

  private void awaitAcknowledged() throws IOException, InterruptedException {
    out.flush();
    if (!room.tryAcquire(IN_FLIGHT, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IOException("the broker did not acknowledge everything", failure.get());
    }
    room.release(IN_FLIGHT);
  }

  private void read() {
    try {
      while (true) {
        int type = in.readUnsignedByte() >> 4;
        in.skipNBytes(in.readUnsignedByte());
        if (type == PUBACK) {
          room.release();
        }
      }
    } catch (IOException e) {
      failure.set(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
