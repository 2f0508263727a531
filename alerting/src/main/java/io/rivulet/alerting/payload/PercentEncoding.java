package io.rivulet.alerting.payload;

import java.nio.charset.StandardCharsets;

/** Encodes header values as the HTTP binding of CloudEvents has it. */
final class PercentEncoding {
  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  /** Everything outside printable ASCII, and space, double quote and percent, as %XX of UTF-8. */
  static String of(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : value.getBytes(StandardCharsets.UTF_8)) {
      if (one > ' ' && one < 0x7f && one != '"' && one != '%') {
        encoded.append((char) one);
      } else {
        encoded.append('%').append(HEX.charAt((one >> 4) & 0xf)).append(HEX.charAt(one & 0xf));
      }
    }
    return encoded.toString();
  }
}
