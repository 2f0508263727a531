package io.rivulet.ingest.admission;

import io.rivulet.schemas.payload.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A received message as bytes, as it waits on disk: version 1, flags (1 = DUP, 2 = oversized),
 * receipt (epoch seconds, nanoseconds), length of the whole payload, topic, kept payload, and the
 * id of an oversized one. It is kept as received, not as decided, so that what waits needs neither
 * a schema registry nor today's schemas.
 */
public final class PublicationBytes {
  /** The longest form there is: an MQTT topic has at most 65,535 bytes. */
  public static final int MAX_BYTES = PayloadCodec.MAX_BYTES + 65_535 + 128;

  private static final int VERSION = 1;
  private static final int DUPLICATE = 1;
  private static final int OVERSIZED = 2;

  private PublicationBytes() {}

  /** The message as bytes, at most {@link #MAX_BYTES}. */
  public static byte[] of(Publication publication) {
    byte[] topic = publication.topic().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(topic.length + publication.payload().length + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(
          (publication.duplicate() ? DUPLICATE : 0) | (publication.oversized() ? OVERSIZED : 0));
      out.writeLong(publication.received().getEpochSecond());
      out.writeInt(publication.received().getNano());
      out.writeInt(publication.payloadBytes());
      out.writeShort(topic.length);
      out.write(topic);
      out.writeInt(publication.payload().length);
      out.write(publication.payload());
      if (publication.oversized()) {
        out.writeUTF(publication.id());
      }
    } catch (IOException e) {
      throw new IllegalStateException("an array can always be written to", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The message again.
   *
   * @throws IOException where the bytes are no message of a known version
   */
  public static Publication read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IOException("stored message of version " + version + "; 1 is understood");
      }
      int flags = in.readUnsignedByte();
      Instant received = Instant.ofEpochSecond(in.readLong(), in.readInt());
      int payloadBytes = in.readInt();
      String topic = new String(exactly(in, in.readUnsignedShort()), StandardCharsets.UTF_8);
      int kept = in.readInt();
      if (kept < 0 || kept > PayloadCodec.MAX_BYTES) {
        throw new IOException("stored message with a payload of " + kept + " bytes");
      }
      byte[] payload = exactly(in, kept);
      Optional<String> oversizedId =
          (flags & OVERSIZED) != 0 ? Optional.of(in.readUTF()) : Optional.empty();
      return new Publication(
          topic, payload, payloadBytes, (flags & DUPLICATE) != 0, received, oversizedId);
    } catch (DateTimeException e) {
      throw new IOException("stored message with an impossible time of receipt", e);
    }
  }

  private static byte[] exactly(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
