package io.rivulet.simulator.trace;

import java.util.Locale;

/** Names as they may stand in MQTT topics and Kafka keys. */
final class Slug {
  private Slug() {}

  /** Lower-case ASCII letters and digits joined by single hyphens; never empty. */
  static String of(String text, int lengthMax) {
    String slug =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    slug = slug.substring(0, Math.min(lengthMax, slug.length())).replaceAll("-$", "");
    return slug.isEmpty() ? "x" : slug;
  }
}
