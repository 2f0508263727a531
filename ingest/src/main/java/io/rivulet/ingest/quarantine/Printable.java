package io.rivulet.ingest.quarantine;

/** Makes what came from outside safe to print: no control characters reach a terminal. */
final class Printable {
  private Printable() {}

  /** The text on one line, what cannot be printed replaced by '?'. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(isPrintable(c) ? c : '?'));
    return safe.toString();
  }

  static boolean isPrintable(String text) {
    return text.codePoints().allMatch(Printable::isPrintable);
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          // Bidirectional overrides are among these: they make text look like other text.
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
