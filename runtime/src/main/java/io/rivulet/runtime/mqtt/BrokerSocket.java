package io.rivulet.runtime.mqtt;

import io.rivulet.runtime.tls.TlsConfig;
import io.rivulet.runtime.tls.TlsContext;
import io.rivulet.runtime.tls.TlsFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a broker. Connecting includes the handshakes of TLS and WebSocket; each step of
 * them is bounded by the time given for connecting.
 */
final class BrokerSocket extends Socket {
  private final BrokerAddress address;
  private final TlsConfig tls;
  private final Socket tcp = new Socket();
  private volatile Socket top = tcp;
  private volatile InputStream in;
  private volatile OutputStream out;

  BrokerSocket(BrokerAddress address, TlsConfig tls) {
    this.address = address;
    this.tls = tls;
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
      InputStream received = new TlsWords(top.getInputStream());
      OutputStream sent = top.getOutputStream();
      if (address.transport().isWebSocket()) {
        WebSocketStream stream = WebSocketStream.open(address, received, sent);
        received = stream.input();
        sent = stream.output();
      }
      in = new BrokerInput(received, System.nanoTime());
      out = sent;
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
      throw TlsFailure.describe(tls, address.host(), e);
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
  private final class TlsWords extends FilterInputStream {
    TlsWords(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (SSLException e) {
        throw TlsFailure.describe(tls, address.host(), e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (SSLException e) {
        throw TlsFailure.describe(tls, address.host(), e);
      }
    }
  }
}
