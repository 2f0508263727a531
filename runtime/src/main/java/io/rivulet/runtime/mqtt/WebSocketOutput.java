package io.rivulet.runtime.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** Sends each write as one masked binary frame. */
final class WebSocketOutput extends OutputStream {
  static final int BINARY = 2;
  static final int PONG = 10;

  private static final int HEADER_BYTES_MAX = 14;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;

  private final OutputStream out;

  WebSocketOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      frame(BINARY, bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** One frame at a time: pongs come from the reading thread. */
  synchronized void frame(int opcode, byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES_MAX + length);
    frame.put((byte) (FINAL | opcode));
    if (length < 126) {
      frame.put((byte) (MASKED | length));
    } else if (length < 65_536) {
      frame.put((byte) (MASKED | 126)).putShort((short) length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(length);
    }
    byte[] mask = new byte[4];
    ThreadLocalRandom.current().nextBytes(mask);
    frame.put(mask);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (bytes[offset + i] ^ mask[i % 4]));
    }
    out.write(frame.array(), 0, frame.position());
    out.flush();
  }
}
