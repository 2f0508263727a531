package io.rivulet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** Many open pages, each with a stream of its own, all read by one thread as fast as they come. */
final class StreamPages implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final Pattern RESET =
      Pattern.compile("^data: .*\"reason\":\"([a-z]+)\"(?:,\"because\":\"([a-z-]+)\")?");
  private static final Pattern OBSERVED =
      Pattern.compile("\"observations\":\\[\\{\"key\":\"([^\"]+)\"");
  private static final Pattern AT = Pattern.compile("\"at\":\"([^\"]+)\"");

  /** One page. */
  private static final class Page {
    private final StringBuilder line = new StringBuilder();
    private boolean begun;
  }

  private final Selector selector = Selector.open();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final InstantSource clock;
  private final String token;
  private final Thread thread = new Thread(this::read, "benchmark-pages");
  private DoubleStream.Builder samplesMillis = DoubleStream.builder();
  private DoubleStream.Builder dosesMillis = DoubleStream.builder();
  private volatile boolean closing;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Map<String, Integer> resets = new TreeMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Map<String, Long> observedNanos = new ConcurrentHashMap<>();

  /**
   * No page yet.
   *
   * @param token that the console lets in
   */
  StreamPages(InstantSource clock, String token) throws IOException {
    this.clock = clock;
    this.token = token;
    thread.start();
  }

  /** Opens one; what it sends is read from then on. */
  void open(URI console, String topics) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(console.getHost(), console.getPort()));
    String request =
        "GET /api/v1/stream?topics=%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(topics, token);
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    channel.configureBlocking(false);
    channels.add(channel);
    selector.wakeup();
    SelectionKey unused = channel.register(selector, SelectionKey.OP_READ, new Page());
  }

  /** Pages that have been sent anything. */
  int begun() {
    return begun.get();
  }

  /** Pages whose connection ended. */
  int ended() {
    return ended.get();
  }

  /** How often pages were told to read anew since the last call, by the reason given. */
  synchronized Map<String, Integer> takeResets() {
    Map<String, Integer> taken = Map.copyOf(resets);
    resets.clear();
    return taken;
  }

  /** When an observation was read first, by {@link System#nanoTime()}; empty while it was not. */
  OptionalLong observedNanos(String key) {
    Long nanos = observedNanos.get(key);
    return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  /** Bytes read of all pages. */
  long bytes() {
    return bytes.get();
  }

  /** From due to read, of every sample since the last call, ms. */
  synchronized double[] takeSortedSamplesMillis() {
    double[] sorted = samplesMillis.build().sorted().toArray();
    samplesMillis = DoubleStream.builder();
    return sorted;
  }

  /** From due to read, of every dose since the last call, ms. */
  synchronized double[] takeSortedDosesMillis() {
    double[] sorted = dosesMillis.build().sorted().toArray();
    dosesMillis = DoubleStream.builder();
    return sorted;
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      while (!closing) {
        selector.select(200);
        for (SelectionKey key : selector.selectedKeys()) {
          read((SocketChannel) key.channel(), (Page) key.attachment(), buffer);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the benchmark cannot read its pages", e);
    }
  }

  private void read(SocketChannel channel, Page page, ByteBuffer buffer) throws IOException {
    buffer.clear();
    int count = channel.read(buffer);
    if (count < 0) {
      ended.incrementAndGet();
      channel.close();
      return;
    }
    bytes.addAndGet(count);
    if (!page.begun) {
      page.begun = true;
      begun.incrementAndGet();
    }
    Instant now = clock.instant();
    for (int i = 0; i < count; i++) {
      char c = (char) buffer.get(i);
      if (c == '\n') {
        line(page.line.toString(), now);
        page.line.setLength(0);
      } else {
        page.line.append(c);
      }
    }
  }

  private synchronized void line(String line, Instant now) {
    Matcher reset = RESET.matcher(line);
    if (reset.find()) {
      String because = reset.group(2) == null ? "" : ", " + reset.group(2);
      resets.merge(reset.group(1) + because, 1, Integer::sum);
    }
    Matcher observed = OBSERVED.matcher(line);
    if (observed.find()) {
      observedNanos.putIfAbsent(observed.group(1), System.nanoTime());
    }
    note(line, "\"pumps\":[", now, samplesMillis);
    note(line, "\"doses\":[", now, dosesMillis);
  }

  private static void note(String line, String list, Instant now, DoubleStream.Builder into) {
    int start = line.startsWith("data: ") ? line.indexOf(list) : -1;
    if (start < 0) {
      return;
    }
    Matcher at = AT.matcher(line);
    if (at.find(start)) {
      into.add(Duration.between(Instant.parse(at.group(1)), now).toNanos() / 1e6);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    closing = true;
    selector.wakeup();
    thread.join();
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
