package io.rivulet.ingest;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A relay before an MQTT broker that, when told to, keeps every PUBLISH of the broker back and
 * passes all else: a connection that answers pings and delivers nothing.
 */
final class PublishSwallower implements AutoCloseable {
  private static final int PUBLISH = 3;

  private final ServerSocket server;
  private final int brokerPort;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean swallowing;

  private PublishSwallower(ServerSocket server, int brokerPort) {
    this.server = server;
    this.brokerPort = brokerPort;
  }

  static PublishSwallower before(int brokerPort) throws IOException {
    PublishSwallower relay =
        new PublishSwallower(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), brokerPort);
    start(relay::accept);
    return relay;
  }

  int port() {
    return server.getLocalPort();
  }

  void swallow(boolean now) {
    swallowing = now;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
      sockets.addAll(List.of(client, broker));
      start(() -> toBroker(client, broker));
      start(() -> toClient(broker, client));
    }
  }

  private void toBroker(Socket client, Socket broker) throws IOException {
    try (client;
        broker) {
      long unused = client.getInputStream().transferTo(broker.getOutputStream());
    }
  }

  private void toClient(Socket broker, Socket client) throws IOException {
    try (client;
        broker) {
      DataInputStream in = new DataInputStream(broker.getInputStream());
      OutputStream out = client.getOutputStream();
      while (true) {
        int first = in.readUnsignedByte();
        byte[] length = new byte[4];
        int digits = 0;
        int remaining = 0;
        do {
          length[digits] = in.readByte();
          remaining |= (length[digits] & 0x7F) << 7 * digits;
        } while (length[digits++] < 0);
        byte[] rest = in.readNBytes(remaining);
        if (first >> 4 == PUBLISH && swallowing) {
          continue;
        }
        out.write(first);
        out.write(length, 0, digits);
        out.write(rest);
        out.flush();
      }
    }
  }

  private interface Part {
    void run() throws IOException;
  }

  private static void start(Part part) {
    Thread thread =
        new Thread(
            () -> {
              try {
                part.run();
              } catch (IOException e) {
                // Whoever hung up: the connection is over, and so is this thread.
              }
            },
            "publish-swallower");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
