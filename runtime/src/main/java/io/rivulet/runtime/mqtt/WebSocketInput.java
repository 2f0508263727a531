package io.rivulet.runtime.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/**
 * The payload of binary frames, one after another; pings are answered, a close frame is the end. A
 * timeout may come at any byte and be followed by another read: no byte is forgotten.
 */
final class WebSocketInput extends InputStream {
  private static final int CONTINUATION = 0;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int CONTROL_BYTES_MAX = 125;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;

  private final InputStream in;
  private final WebSocketOutput out;
  private final byte[] header = new byte[10];
  private final byte[] control = new byte[CONTROL_BYTES_MAX];
  private int headerBytes;
  private int controlBytes;
  private long payloadLeft;
  private boolean closed;

  WebSocketInput(InputStream in, WebSocketOutput out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(payloadLeft, in.available());
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (payloadLeft == 0) {
      if (closed || !nextFrame()) {
        closed = true;
        return -1;
      }
    }
    int read = in.read(bytes, offset, (int) Math.min(length, payloadLeft));
    if (read < 0) {
      throw new EOFException("the broker hung up within a WebSocket frame");
    }
    payloadLeft -= read;
    return read;
  }

  /** Reads on to the payload of the next frame with data; false at the end. */
  private boolean nextFrame() throws IOException {
    if (!fillHeader(2)) {
      return false;
    }
    int opcode = header[0] & OPCODE;
    int announced = header[1] & 0x7f;
    if ((header[1] & MASKED) != 0) {
      throw new ProtocolException("the broker sends masked WebSocket frames");
    }
    int size = announced < 126 ? 2 : announced == 126 ? 4 : 10;
    if (!fillHeader(size)) {
      return false;
    }
    long length = length(announced);
    return switch (opcode) {
      case CONTINUATION, WebSocketOutput.BINARY -> {
        payloadLeft = length;
        headerBytes = 0;
        yield true;
      }
      case PING, WebSocketOutput.PONG -> {
        control(opcode, length);
        yield true;
      }
      case CLOSE -> false;
      default -> throw new ProtocolException("WebSocket frame with opcode " + opcode);
    };
  }

  private long length(int announced) throws ProtocolException {
    long length =
        switch (announced) {
          case 126 -> ByteBuffer.wrap(header).getShort(2) & 0xffffL;
          case 127 -> ByteBuffer.wrap(header).getLong(2);
          default -> announced;
        };
    if (length < 0) {
      throw new ProtocolException("WebSocket frame of negative length");
    }
    return length;
  }

  private void control(int opcode, long length) throws IOException {
    if (length > CONTROL_BYTES_MAX) {
      throw new ProtocolException("WebSocket control frame of " + length + " bytes");
    }
    while (controlBytes < length) {
      int read = in.read(control, controlBytes, (int) length - controlBytes);
      if (read < 0) {
        throw new EOFException("the broker hung up within a WebSocket frame");
      }
      controlBytes += read;
    }
    controlBytes = 0;
    headerBytes = 0;
    if (opcode == PING) {
      out.frame(WebSocketOutput.PONG, control, 0, (int) length);
    }
  }

  private boolean fillHeader(int size) throws IOException {
    while (headerBytes < size) {
      int read = in.read(header, headerBytes, size - headerBytes);
      if (read < 0) {
        return false;
      }
      headerBytes += read;
    }
    return true;
  }
}
