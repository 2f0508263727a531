package io.rivulet.console.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that takes of its stream as many bytes as it is told to, and keeps whole events only. */
final class SlowPage implements AutoCloseable {
  /** An event of the topic, or a reset. */
  record Event(long position, boolean reset, int number) {}

  /** The least that the system grants; what waits in it is soon too much. */
  private static final int RECEIVE_BYTES = 2_048;

  private static final Pattern EVENT =
      Pattern.compile("id: \\w+;\\S+=(\\d+)\nevent: (\\S+)\ndata: (.*)");
  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");
  private static final Pattern ID = Pattern.compile("id: (\\S+)\n");

  private final Socket socket = new Socket();
  private final StringBuilder begun = new StringBuilder();
  private final List<Event> events;
  private String last;
  private boolean ended;

  private SlowPage(List<Event> events, String last) {
    this.events = events;
    this.last = last;
  }

  /** Opens the stream after an event's id, and takes nothing yet. */
  static SlowPage open(int port, String lastId) throws IOException {
    return open(port, new SlowPage(new ArrayList<>(), lastId));
  }

  private static SlowPage open(int port, SlowPage page) throws IOException {
    page.socket.setReceiveBufferSize(RECEIVE_BYTES);
    page.socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
    // Of HTTP/1.0, so that nothing stands between the events.
    page.socket
        .getOutputStream()
        .write(
            ("GET /stream HTTP/1.0\r\nLast-Event-ID: " + page.last + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return page;
  }

  /** Cuts the connection wherever it is, and comes back after the last whole event. */
  SlowPage cutAndOpen(int port) throws IOException {
    close();
    return open(port, new SlowPage(events, last));
  }

  /** Takes so many bytes, or what comes until nothing does for a moment. */
  void take(int bytes) throws IOException {
    socket.setSoTimeout(100);
    ByteArrayOutputStream had = new ByteArrayOutputStream();
    byte[] buffer = new byte[4_096];
    InputStream in = socket.getInputStream();
    try {
      while (had.size() < bytes) {
        int count = in.read(buffer, 0, Math.min(buffer.length, bytes - had.size()));
        if (count < 0) {
          ended = true;
          break;
        }
        had.write(buffer, 0, count);
      }
    } catch (SocketTimeoutException e) {
      // As much as there was.
    }
    begun.append(had.toString(StandardCharsets.UTF_8));
    keepWholeOnes();
  }

  private void keepWholeOnes() {
    for (int end = begun.indexOf("\n\n"); end >= 0; end = begun.indexOf("\n\n")) {
      String text = begun.substring(0, end + 1);
      begun.delete(0, end + 2);
      Matcher event = EVENT.matcher(text);
      if (event.find()) {
        Matcher number = NUMBER.matcher(event.group(3));
        events.add(
            new Event(
                Long.parseLong(event.group(1)),
                event.group(2).equals("reset"),
                number.find() ? Integer.parseInt(number.group(1)) : -1));
        Matcher id = ID.matcher(text);
        if (id.find()) {
          last = id.group(1);
        }
      }
    }
  }

  /** Whole events, over all connections of this page. */
  List<Event> events() {
    return events;
  }

  long resets() {
    return events.stream().filter(Event::reset).count();
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
