package io.rivulet.ingest.quarantine;

import java.util.Optional;

/** What an MQTT topic says of where a message came from, also where it is no device's topic. */
final class Origin {
  private static final String OURS = "rivulet/v1/";
  private static final int SITE_LEVEL = 2;

  private Origin() {}

  /** The site, or empty where the topic names none. */
  static Optional<String> site(String origin) {
    if (!origin.startsWith(OURS)) {
      return Optional.empty();
    }
    String[] levels = origin.split("/", -1);
    return Optional.of(levels[SITE_LEVEL]).filter(site -> !site.isEmpty());
  }
}
