package io.rivulet.ingest.quarantine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Bytes as offsets, hexadecimal and ASCII, 16 to a line. */
final class HexDump {
  /** What is shown at most; the raw bytes are there for more. */
  static final int MAX_BYTES = 4_096;

  private static final int ROW_BYTES = 16;

  private HexDump() {}

  /** The lines; an arrow marks the one with the byte where reading stopped. */
  static List<String> lines(byte[] bytes, OptionalLong stopped) {
    List<String> lines = new ArrayList<>();
    int shown = Math.min(bytes.length, MAX_BYTES);
    for (int from = 0; from < shown; from += ROW_BYTES) {
      String row = row(bytes, from, Math.min(shown, from + ROW_BYTES));
      boolean here = stopped.isPresent() && stopped.getAsLong() / ROW_BYTES == from / ROW_BYTES;
      lines.add(here ? row + "   <-- reading stopped at byte " + stopped.getAsLong() : row);
    }
    if (shown < bytes.length) {
      lines.add((bytes.length - shown) + " bytes more; --raw writes all that are kept");
    }
    return lines;
  }

  private static String row(byte[] bytes, int from, int to) {
    StringBuilder hex = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (int i = from; i < from + ROW_BYTES; i++) {
      hex.append(i < to ? String.format(Locale.ROOT, "%02x ", bytes[i] & 0xFF) : "   ");
      if (i == from + ROW_BYTES / 2 - 1) {
        hex.append(' ');
      }
      if (i < to) {
        text.append(bytes[i] >= 0x20 && bytes[i] < 0x7F ? (char) bytes[i] : '.');
      }
    }
    return String.format(Locale.ROOT, "%08x  %s |%s|", from, hex, text);
  }
}
