package io.rivulet.runtime.mqtt;

import io.rivulet.runtime.tls.TlsConfig;
import io.rivulet.runtime.tls.TlsContext;
import io.rivulet.runtime.tls.TlsFailure;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a broker. Connecting includes the handshakes of TLS and WebSocket; each step of
 * them is bounded by the time given for connecting.
 */
final class BrokerSocket extends Socket {
  private static final int REASON_MILLIS = 500;

  private final BrokerAddress address;
  private final TlsConfig tls;
  private final BrokerSockets.StreamTap tap;
  private final CompletableFuture<IOException> refusal = new CompletableFuture<>();
  private final Socket tcp = new Socket();
  private volatile Socket top = tcp;
  private volatile InputStream in;
  private volatile OutputStream out;

  BrokerSocket(BrokerAddress address, TlsConfig tls, BrokerSockets.StreamTap tap) {
    this.address = address;
    this.tls = tls;
    this.tap = tap;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    try {
      tcp.connect(endpoint, timeoutMillis);
      tcp.setTcpNoDelay(true);
      tcp.setSoTimeout(timeoutMillis);
      if (address.transport().isSecure()) {
        secure(timeoutMillis);
      }
      InputStream received = new Received(top.getInputStream());
      OutputStream sent = new Sent(top.getOutputStream());
      if (address.transport().isWebSocket()) {
        WebSocketStream stream = WebSocketStream.open(address, received, sent);
        received = stream.input();
        sent = stream.output();
      }
      in = tap.input(new BrokerInput(received, System.nanoTime()));
      out = tap.output(sent);
    } catch (IOException | RuntimeException e) {
      tcp.close();
      throw e;
    }
  }

  private void secure(int timeoutMillis) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            TlsContext.of(tls)
                .getSocketFactory()
                .createSocket(tcp, address.host(), address.port(), true);
    try {
      secured.setSSLParameters(TlsContext.parameters(tls, secured.getSSLParameters()));
      secured.setSoTimeout(timeoutMillis);
      secured.startHandshake();
    } catch (IOException e) {
      throw TlsFailure.ofHandshake(tls, address.host(), e);
    }
    top = secured;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return requireConnected(in);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return requireConnected(out);
  }

  private static <T> T requireConnected(T stream) throws SocketException {
    if (stream == null) {
      throw new SocketException("Socket is not connected");
    }
    return stream;
  }

  @Override
  public void setSoTimeout(int timeoutMillis) throws SocketException {
    top.setSoTimeout(timeoutMillis);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return top.getSoTimeout();
  }

  @Override
  public boolean isConnected() {
    return in != null;
  }

  @Override
  public boolean isClosed() {
    return tcp.isClosed();
  }

  /** Of TCP: TLS would refuse to, as long as the other side has not said goodbye. */
  @Override
  public void shutdownInput() throws IOException {
    tcp.shutdownInput();
  }

  /**
   * Closes TCP alone. A farewell of TLS could wait for a write that a dead network holds up, and
   * the end of an MQTT session is told by MQTT's own DISCONNECT.
   */
  @Override
  public void close() throws IOException {
    tcp.close();
    super.close();
  }

  /** A broker that wants a client certificate refuses after the handshake, at the first read. */
  private final class Received extends FilterInputStream {
    Received(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (SSLException e) {
        throw told(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (SSLException e) {
        throw told(e);
      }
    }

    private IOException told(SSLException failure) {
      IOException inWords = TlsFailure.afterwards(tls, failure);
      refusal.complete(inWords);
      return inWords;
    }
  }

  /** The refusal makes writing fail too, without saying why, and maybe before it was read. */
  private final class Sent extends FilterOutputStream {
    Sent(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw reason(e);
      }
    }

    private IOException reason(IOException failure) {
      if (top == tcp || tcp.isClosed() && !refusal.isDone()) {
        return failure;
      }
      try {
        return refusal.get(REASON_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return failure;
      } catch (ExecutionException | TimeoutException unknown) {
        return failure;
      }
    }
  }
}
