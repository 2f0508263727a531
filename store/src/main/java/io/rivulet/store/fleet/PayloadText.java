package io.rivulet.store.fleet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes that nobody vouches for, for people to read: as text where they are UTF-8 without control
 * characters other than white space, else in hexadecimal.
 *
 * @param text what they say
 * @param form text or hex
 * @param cut whether there were more bytes than {@link #MAX_BYTES}
 */
record PayloadText(String text, String form, boolean cut) {
  static final int MAX_BYTES = 4_096;
  private static final int MAX_HEX_BYTES = 512;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  static PayloadText of(byte[] bytes, long kept) {
    byte[] shown = bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    boolean cut = kept > shown.length;
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(shown.length);
    ByteBuffer input = ByteBuffer.wrap(shown);
    // A character may have been cut in two at the end.
    boolean decoded = !decoder.decode(input, text, !cut).isError() && input.remaining() < 4;
    if (decoded && text.flip().chars().allMatch(PayloadText::readable)) {
      return new PayloadText(text.toString(), "text", cut);
    }
    int length = Math.min(shown.length, MAX_HEX_BYTES);
    return new PayloadText(HEX.formatHex(shown, 0, length), "hex", cut || length < shown.length);
  }

  private static boolean readable(int c) {
    return !Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t';
  }
}
