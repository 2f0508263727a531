package io.rivulet.onebox.browser;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The wire between a browser and the console, which can be cut and mended. */
final class Wire implements AutoCloseable {
  private static final int CONNECTIONS = 100;

  private final InetSocketAddress console;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Wire(InetSocketAddress console, ServerSocket listening) {
    this.console = console;
    this.listening = listening;
  }

  /** A wire that leads to a console. */
  static Wire to(URI console) throws IOException {
    Wire wire =
        new Wire(
            new InetSocketAddress(console.getHost(), console.getPort()),
            new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress()));
    wire.threads.execute(wire::accept);
    return wire;
  }

  /** Where the console is reached by it. */
  URI page() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
  }

  /** Ends every connection; new ones are closed at once. */
  void cut() {
    cut = true;
    open.forEach(Wire::end);
    open.clear();
  }

  /** Lets new connections through again. */
  void mend() {
    cut = false;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket browser = listening.accept();
        if (cut) {
          end(browser);
        } else {
          join(browser);
        }
      } catch (IOException closing) {
        // Closed by whoever ends the wire, or by a browser that gave up first.
      }
    }
  }

  private void join(Socket browser) throws IOException {
    Socket server = new Socket(console.getAddress(), console.getPort());
    open.add(browser);
    open.add(server);
    threads.execute(() -> copy(browser, server));
    threads.execute(() -> copy(server, browser));
  }

  private void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // Either side may end a connection.
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end(listening);
    cut();
    threads.shutdownNow();
  }
}
