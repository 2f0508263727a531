package io.rivulet.domain.identity;

/**
 * The form of a name that can stand as one level of an MQTT topic and in a Kafka key: 1 to 64
 * letters, digits, dots, underscores or hyphens, so no separators and no wildcards. Looked at by
 * hand, because every message has several.
 */
public final class TopicLevel {
  private static final int LONGEST = 64;

  private TopicLevel() {}

  /** Whether the text has this form; null has not. */
  public static boolean isLevel(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isAllowed(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
