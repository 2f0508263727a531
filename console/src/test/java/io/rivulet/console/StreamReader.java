package io.rivulet.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An open page as the server sees it: one connection that takes what the event stream sends. */
final class StreamReader implements AutoCloseable {
  private final Socket socket;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  private StreamReader(Socket socket) {
    this.socket = socket;
  }

  /** Opens a stream of the overview and reads until it ends. */
  static StreamReader open(int port, String... headers) throws IOException {
    return topics(port, "overview", "", headers);
  }

  /** Opens a stream of these topics after a position, and reads until it ends. */
  static StreamReader topics(int port, String topics, String after, String... headers)
      throws IOException {
    StreamReader reader = request(port, topics + "&after=" + after, headers);
    reader.read();
    return reader;
  }

  /** Reads from now on. */
  void read() {
    Thread thread = new Thread(this::readAll, "test-stream-reader");
    thread.setDaemon(true);
    thread.start();
  }

  /** Opens a stream and cuts it after so many bytes, or when it says nothing for a while. */
  static String cutAfter(int bytes, int port, String topics, String lastEventId)
      throws IOException {
    byte[] had = new byte[bytes];
    int count = 0;
    try (StreamReader page = request(port, topics, "Last-Event-ID: " + lastEventId)) {
      page.socket.setSoTimeout(100);
      InputStream in = page.socket.getInputStream();
      for (int read = 0; read >= 0 && count < bytes; read = in.read(had, count, bytes - count)) {
        count += read;
      }
    } catch (SocketTimeoutException e) {
      return new String(had, 0, count, StandardCharsets.UTF_8);
    }
    return new String(had, 0, count, StandardCharsets.UTF_8);
  }

  /** Opens a stream and takes nothing of it. */
  static StreamReader openWithoutReading(int port, String topics) throws IOException {
    return request(port, topics);
  }

  private static StreamReader request(int port, String query, String... headers)
      throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", port), 5000);
    String head = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    String request =
        "GET /api/v1/stream?topics=" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new StreamReader(socket);
  }

  private void readAll() {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
      over = true;
    } catch (IOException e) {
      lines.add("ended: " + e.getMessage());
    }
  }

  /** Whether the server ended it: with the last chunk, or by hanging up. */
  boolean isOver() {
    return over || lines.contains("0");
  }

  String statusLine() {
    return lines.isEmpty() ? "" : lines.get(0);
  }

  /** How many events of this kind have arrived. */
  long count(String kind) {
    return lines.stream().filter(("event: " + kind)::equals).count();
  }

  /** What all events have in a field. */
  List<String> all(String field) {
    return lines.stream()
        .filter(line -> line.startsWith(field + ": "))
        .map(line -> line.substring(field.length() + 2))
        .toList();
  }

  /** The data of the newest event that has some. */
  Optional<String> newest(String field) {
    return lines.stream()
        .filter(line -> line.startsWith(field + ": "))
        .reduce((first, second) -> second)
        .map(line -> line.substring(field.length() + 2));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
