package io.rivulet.simulator.trace;

import java.util.Comparator;
import java.util.Locale;

/** In which order a trace is published. */
public enum ReplayOrder {
  /** As things happened. */
  EVENT(PlannedMessage.BY_EVENT),
  /** As things were charted: samples come late and out of order. */
  INGEST(PlannedMessage.BY_INGEST);

  private final Comparator<PlannedMessage> comparator;

  ReplayOrder(Comparator<PlannedMessage> comparator) {
    this.comparator = comparator;
  }

  Comparator<PlannedMessage> comparator() {
    return comparator;
  }

  /**
   * The order of this name.
   *
   * @throws IllegalArgumentException naming the two accepted
   */
  public static ReplayOrder ofCode(String code) {
    for (ReplayOrder order : values()) {
      if (order.name().toLowerCase(Locale.ROOT).equals(code)) {
        return order;
      }
    }
    throw new IllegalArgumentException("order \"" + code + "\"; accepted are event, ingest");
  }
}
