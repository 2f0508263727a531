package io.rivulet.runtime.mqtt;

import io.rivulet.runtime.tls.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import javax.net.SocketFactory;

/**
 * Sockets that carry MQTT to one broker, whatever lies between: TCP, TLS, WebSocket, or WebSocket
 * within TLS. To the Paho client they look like plain TCP, so it is given {@link
 * BrokerAddress#socketUri()}; that leaves aside its own WebSocket code, which loses its place in
 * the stream at a pause of a second, cannot read fragments or pings, and copies byte by byte, and
 * its own TLS code, which leaves sockets open.
 *
 * <p>They also make up for three habits of its plain TCP code. It reads a packet's header byte by
 * byte, each a call to the system: here reading is buffered. It forgets the first byte of a header
 * when the next takes more than a second to come: here that pause is waited out. And its connecting
 * thread waits for ever, once for each attempt, where the other side accepts and hangs up before
 * its reading thread was seen to run, as a proxy before a stopped broker does: here an end of the
 * stream is kept back until the connection is a second old.
 */
public final class BrokerSockets extends SocketFactory {
  private static final StreamTap NONE =
      new StreamTap() {
        @Override
        public InputStream input(InputStream fromBroker) {
          return fromBroker;
        }

        @Override
        public OutputStream output(OutputStream toBroker) {
          return toBroker;
        }
      };

  private final BrokerAddress address;
  private final TlsConfig tls;
  private final StreamTap tap;

  /** Stands between the client and the MQTT bytes of a connection. */
  public interface StreamTap {
    /** What the client reads, given what the broker sends. */
    InputStream input(InputStream fromBroker);

    /** What the client writes to, given what goes to the broker. */
    OutputStream output(OutputStream toBroker);
  }

  /**
   * Makes sockets to one broker.
   *
   * @param tls used where the address asks for TLS; its files are read at each connection
   */
  public BrokerSockets(BrokerAddress address, TlsConfig tls) {
    this(address, tls, NONE);
  }

  /**
   * Makes sockets to one broker.
   *
   * @param tls used where the address asks for TLS; its files are read at each connection
   * @param tap stands between client and broker on each connection
   */
  public BrokerSockets(BrokerAddress address, TlsConfig tls, StreamTap tap) {
    this.address = Objects.requireNonNull(address, "address");
    this.tls = Objects.requireNonNull(tls, "tls");
    this.tap = Objects.requireNonNull(tap, "tap");
  }

  @Override
  public Socket createSocket() {
    return new BrokerSocket(address, tls, tap);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unsupported();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    throw unsupported();
  }

  private static IOException unsupported() {
    return new IOException("only unconnected sockets are made here");
  }
}
