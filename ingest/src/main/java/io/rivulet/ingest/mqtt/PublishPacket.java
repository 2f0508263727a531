package io.rivulet.ingest.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a PUBLISH packet of MQTT 5 (section 3.3). */
public final class PublishPacket {
  private static final int RESERVED = 0x7F;

  private PublishPacket() {}

  /**
   * The message in a whole packet at QoS 0 or 1.
   *
   * @throws IOException where it is malformed; the connection is then of no use
   */
  static Arrival parse(byte[] buffer, int start, int length) throws IOException {
    int end = start + length;
    int at = start + 1;
    while (buffer[at++] < 0) {
      // The length was read before.
    }
    int first = buffer[start];
    int qos = first >> 1 & 3;
    at = require(at, 2, end);
    int topicBytes = unsignedShort(buffer, at);
    at += 2;
    int topicAt = at;
    at = require(at, topicBytes, end) + topicBytes;
    if (topicBytes == 0) {
      throw new IOException("the broker sent a topic alias, which was never agreed on");
    }
    int packetId = 0;
    if (qos > 0) {
      at = require(at, 2, end);
      packetId = unsignedShort(buffer, at);
      at += 2;
      if (packetId == 0) {
        throw new IOException("the broker sent a message at QoS 1 without a packet identifier");
      }
    }
    int propertyBytes = 0;
    int shift = 0;
    int octet;
    do {
      at = require(at, 1, end);
      octet = buffer[at++];
      propertyBytes |= (octet & RESERVED) << shift;
      shift += 7;
    } while (octet < 0 && shift < 28);
    at = require(at, propertyBytes, end) + propertyBytes;
    return new Arrival(
        new String(buffer, topicAt, topicBytes, StandardCharsets.UTF_8),
        Arrays.copyOfRange(buffer, at, end),
        qos,
        packetId,
        (first & 8) != 0);
  }

  private static int unsignedShort(byte[] buffer, int at) {
    return (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
  }

  private static int require(int at, int bytes, int end) throws IOException {
    if (bytes < 0 || at + bytes > end) {
      throw new IOException("the broker sent a message shorter than it says");
    }
    return at;
  }
}
