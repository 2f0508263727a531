package io.rivulet.ingest.mqtt;

import java.util.ArrayList;
import java.util.List;

/** Judges a broker's answer to SUBSCRIBE (MQTT 5, 3.9.3). */
public final class GrantedSubscriptions {
  private static final int FIRST_FAILURE = 0x80;

  private GrantedSubscriptions() {}

  /**
   * Refuses an answer under which messages could be lost.
   *
   * @param filters what was asked for
   * @param reasonCodes one for each filter, in order
   * @throws LinkException naming each filter that was not granted at QoS 1 and why
   */
  static void requireQosOne(List<String> filters, int[] reasonCodes) throws LinkException {
    if (reasonCodes == null || reasonCodes.length != filters.size()) {
      throw new LinkException(
          "the broker answered "
              + (reasonCodes == null ? 0 : reasonCodes.length)
              + " of "
              + filters.size()
              + " subscriptions");
    }
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < reasonCodes.length; i++) {
      if (reasonCodes[i] >= FIRST_FAILURE) {
        wrong.add("%s was refused (0x%02x)".formatted(filters.get(i), reasonCodes[i]));
      } else if (reasonCodes[i] < 1) {
        wrong.add(filters.get(i) + " was granted at QoS 0 only, which may lose messages");
      }
    }
    if (!wrong.isEmpty()) {
      throw new LinkException(
          "the broker must grant every filter at QoS 1: " + String.join("; ", wrong));
    }
  }
}
