package io.rivulet.ingest.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes PUBLISH packets out of what a broker sends before the Paho client sees them, and leaves it
 * everything else. Paho reads a packet byte by byte, which took two fifths of the bridge's
 * processor time, hands each message over to another thread, and loses its DUP flag. Here messages
 * are cut from the buffer and handed over in groups, as many as one read brought.
 *
 * <p>What Paho gets are whole packets: it forgets where it was when a read times out in the middle
 * of a header. A PUBLISH at QoS 2 is left to it; none is ever subscribed to.
 */
public final class PublishReader extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int GROUP_MAX = 512;
  private static final int PUBLISH = 3;
  private static final int LENGTH_BYTES_MAX = 4;

  private final InputStream in;
  private final int packetMaxBytes;
  private final Consumer<List<Arrival>> arrivals;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int end;
  private int passing;

  /**
   * Reads from a broker.
   *
   * @param packetMaxBytes largest packet taken; the broker was told, so a larger one ends the
   *     connection
   * @param arrivals takes groups of 1 to 512 messages, in order; while it waits nothing is read,
   *     and the broker is held up by TCP
   */
  PublishReader(InputStream in, int packetMaxBytes, Consumer<List<Arrival>> arrivals) {
    this.in = in;
    this.packetMaxBytes = packetMaxBytes;
    this.arrivals = arrivals;
  }

  @Override
  public int available() throws IOException {
    return passing > 0 ? passing : in.available();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (passing == 0 && !advance()) {
      return -1;
    }
    int given = Math.min(length, passing);
    System.arraycopy(buffer, position, bytes, offset, given);
    position += given;
    passing -= given;
    return given;
  }

  /** Hands over messages until a packet of another kind is whole; false at the stream's end. */
  private boolean advance() throws IOException {
    List<Arrival> group = new ArrayList<>();
    while (true) {
      int packet = wholePacketBytes();
      if (packet > 0 && isOurs(buffer[position])) {
        group.add(PublishPacket.parse(buffer, position, packet));
        position += packet;
        if (group.size() == GROUP_MAX) {
          arrivals.accept(group);
          group = new ArrayList<>();
        }
      } else {
        // Before waiting for more, and before Paho is told of what came after.
        if (!group.isEmpty()) {
          arrivals.accept(group);
          group = new ArrayList<>();
        }
        if (packet > 0) {
          passing = packet;
          return true;
        }
        if (!fill()) {
          return false;
        }
      }
    }
  }

  private static boolean isOurs(byte first) {
    return (first & 0xF0) >> 4 == PUBLISH && (first >> 1 & 3) < 2;
  }

  /** Length of the packet at the position with its header, or 0 where not all of it is here. */
  private int wholePacketBytes() throws IOException {
    int remaining = 0;
    for (int i = 1; i <= LENGTH_BYTES_MAX; i++) {
      if (position + i >= end) {
        return 0;
      }
      int octet = buffer[position + i];
      remaining |= (octet & 0x7F) << 7 * (i - 1);
      if (octet >= 0) {
        int packet = 1 + i + remaining;
        if (packet > packetMaxBytes) {
          throw new IOException(
              "the broker sent a packet of "
                  + packet
                  + " bytes; it was told to send at most "
                  + packetMaxBytes);
        }
        makeRoom(packet);
        return position + packet <= end ? packet : 0;
      }
    }
    throw new IOException("the broker sent a packet without a length");
  }

  private void makeRoom(int packet) {
    if (position + packet <= buffer.length) {
      return;
    }
    byte[] target = packet > buffer.length ? new byte[packet] : buffer;
    System.arraycopy(buffer, position, target, 0, end - position);
    buffer = target;
    end -= position;
    position = 0;
  }

  /**
   * Reads more; false at the end of the stream.
   *
   * @throws SocketTimeoutException where nothing came in time; what is here stays
   */
  private boolean fill() throws IOException {
    if (position == end) {
      position = 0;
      end = 0;
      if (buffer.length > BUFFER_BYTES) {
        buffer = new byte[BUFFER_BYTES];
      }
    } else if (end == buffer.length) {
      makeRoomAtTheEnd();
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      if (position < end) {
        throw new EOFException("the broker hung up within a packet");
      }
      return false;
    }
    end += count;
    return true;
  }

  private void makeRoomAtTheEnd() {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, end - position);
      end -= position;
      position = 0;
    } else {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
