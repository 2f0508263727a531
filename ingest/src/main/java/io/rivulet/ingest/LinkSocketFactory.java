package io.rivulet.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/**
 * Plain sockets that make up for two habits of the Paho client. It reads a packet's header byte by
 * byte, each a call to the system: here reading is buffered. And its connecting thread waits for
 * ever, once for each attempt, where the other side accepts and hangs up before its reading thread
 * was seen to run, as a proxy before a stopped broker does: here an end of the stream is kept back
 * until the connection is a second old.
 */
final class LinkSocketFactory extends SocketFactory {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(1);

  @Override
  public Socket createSocket() {
    return new LinkSocket();
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

  private static final class LinkSocket extends Socket {
    private InputStream in;
    private long connectedNanos;

    @Override
    public void connect(SocketAddress address, int timeoutMillis) throws IOException {
      super.connect(address, timeoutMillis);
      setTcpNoDelay(true);
      connectedNanos = System.nanoTime();
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (in == null) {
        in = new LinkInput(super.getInputStream(), connectedNanos);
      }
      return in;
    }
  }

  private static final class LinkInput extends BufferedInputStream {
    private final long connectedNanos;

    LinkInput(InputStream in, long connectedNanos) {
      super(in, BUFFER_BYTES);
      this.connectedNanos = connectedNanos;
    }

    @Override
    public synchronized int available() throws IOException {
      int buffered = count - pos;
      return buffered > 0 ? buffered : super.available();
    }

    @Override
    public synchronized int read() throws IOException {
      try {
        return settled(super.read());
      } catch (SocketException e) {
        settle();
        throw e;
      }
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return settled(super.read(bytes, offset, length));
      } catch (SocketException e) {
        settle();
        throw e;
      }
    }

    private int settled(int result) {
      if (result < 0) {
        settle();
      }
      return result;
    }

    private void settle() {
      long end = connectedNanos + SETTLING_NANOS;
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }
}
