package io.rivulet.runtime.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a broker sends, for a reader that takes each packet's header byte by byte and its rest at
 * once. Why it is as it is stands at {@link BrokerSockets}.
 */
final class BrokerInput extends BufferedInputStream {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Timeouts (a second each) waited out within a header, before the connection is given up. */
  private static final int PATIENCE = 30;

  private static final int CONTINUES = 0x80;

  private final long connectedNanos;
  private boolean withinHeader;

  BrokerInput(InputStream in, long connectedNanos) {
    super(in, BUFFER_BYTES);
    this.connectedNanos = connectedNanos;
  }

  @Override
  public synchronized int available() throws IOException {
    int buffered = count - pos;
    return buffered > 0 ? buffered : super.available();
  }

  /** A byte of a header: the first, or one of the length, of which the last has no top bit. */
  @Override
  public synchronized int read() throws IOException {
    int timeouts = 0;
    while (true) {
      try {
        int result = super.read();
        withinHeader = !withinHeader || (result & CONTINUES) != 0;
        return settled(result);
      } catch (SocketTimeoutException e) {
        if (!withinHeader) {
          throw e;
        }
        if (++timeouts >= PATIENCE) {
          throw new SocketException("the broker stopped within a packet's header");
        }
      } catch (IOException e) {
        settle();
        throw e;
      }
    }
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return settled(super.read(bytes, offset, length));
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
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
