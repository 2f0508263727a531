package io.rivulet.schemas.payload;

import io.rivulet.schemas.serde.TrustedRecords;
import org.apache.avro.specific.SpecificRecord;

/**
 * Device messages as bytes and back. A first byte of 0xC3 means Avro single-object encoding, which
 * no JSON text can begin with; everything else is JSON with the field names of the Avro schemas.
 *
 * <p>Both forms are held to the same bounds: {@link #MAX_BYTES}, finite numbers, strings of at most
 * {@link PayloadBounds#MAX_STRING_CHARACTERS} printable characters, lists of at most {@link
 * PayloadBounds#MAX_LIST_ELEMENTS}, times that {@link PayloadBounds} can hold.
 */
public final class PayloadCodec {
  /** The largest payload that is read. */
  public static final int MAX_BYTES = 65_536;

  static {
    TrustedRecords.declare();
  }

  private static final int AVRO_MARKER = 0xC3;

  private PayloadCodec() {}

  /**
   * Reads a message: a {@code PumpPayload}, {@code VitalsPayload} or {@code StatusPayload} as the
   * kind says. Units, states and ranges are judged by {@link PayloadMapping}, not here.
   *
   * @throws RefusedPayloadException where the bytes are no such message; nothing else is thrown,
   *     whatever the bytes are
   */
  public static SpecificRecord decode(PayloadKind kind, byte[] bytes)
      throws RefusedPayloadException {
    if (bytes.length > MAX_BYTES) {
      throw new RefusedPayloadException(
          RefusalReason.TOO_LARGE,
          "payload has " + bytes.length + " bytes; at most " + MAX_BYTES + " are taken");
    }
    if (bytes.length == 0) {
      throw new RefusedPayloadException(
          RefusalReason.MALFORMED, "payload is empty; JSON or Avro single-object is expected");
    }
    SpecificRecord payload =
        (bytes[0] & 0xFF) == AVRO_MARKER
            ? AvroPayload.read(kind, bytes)
            : JsonPayload.read(kind, bytes);
    PayloadBounds.check(payload);
    return payload;
  }

  /**
   * The message as JSON in UTF-8; fields that are null are left out.
   *
   * @throws IllegalArgumentException where a number is not finite
   */
  public static byte[] json(SpecificRecord payload) {
    return JsonPayload.write(payload);
  }

  /**
   * The message in Avro single-object encoding.
   *
   * @throws IllegalArgumentException where it is none of the three messages
   */
  public static byte[] avro(SpecificRecord payload) {
    return AvroPayload.write(payload);
  }
}
