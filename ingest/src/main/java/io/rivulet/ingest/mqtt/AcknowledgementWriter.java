package io.rivulet.ingest.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What goes to the broker: Paho's packets, and acknowledgements between them, many in one write.
 * Paho would write each with a call of its own. Its packets are kept until it flushes, which it
 * does after each, so that nothing gets between their parts.
 */
public final class AcknowledgementWriter extends OutputStream {
  private static final byte PUBACK = 0x40;
  private static final int PUBACK_BYTES = 4;

  private final OutputStream out;
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream(256);

  AcknowledgementWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public synchronized void write(int octet) {
    packet.write(octet);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    packet.write(bytes, offset, length);
  }

  @Override
  public synchronized void flush() throws IOException {
    if (packet.size() > 0) {
      out.write(packet.toByteArray());
      packet.reset();
    }
    out.flush();
  }

  /** Writes a PUBACK for each packet identifier, in this order. */
  void acknowledge(int[] packetIds) throws IOException {
    byte[] bytes = new byte[PUBACK_BYTES * packetIds.length];
    for (int i = 0; i < packetIds.length; i++) {
      bytes[PUBACK_BYTES * i] = PUBACK;
      bytes[PUBACK_BYTES * i + 1] = 2;
      bytes[PUBACK_BYTES * i + 2] = (byte) (packetIds[i] >> 8);
      bytes[PUBACK_BYTES * i + 3] = (byte) packetIds[i];
    }
    synchronized (this) {
      out.write(bytes);
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
