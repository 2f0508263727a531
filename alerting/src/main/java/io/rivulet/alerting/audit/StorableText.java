package io.rivulet.alerting.audit;

/** Text as PostgreSQL can hold it. */
public final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /**
   * The text, shortened where it is longer than {@code most} characters, with NUL and halves of
   * surrogate pairs replaced: PostgreSQL has neither.
   */
  public static String of(String text, int most) {
    StringBuilder storable = new StringBuilder(Math.min(text.length(), most));
    for (int at = 0; at < text.length() && storable.length() < most; ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      boolean half = Character.isBmpCodePoint(point) && Character.isSurrogate((char) point);
      if (point == 0 || half) {
        storable.append(REPLACEMENT);
      } else if (storable.length() + Character.charCount(point) <= most) {
        storable.appendCodePoint(point);
      } else {
        break;
      }
    }
    return storable.toString();
  }
}
