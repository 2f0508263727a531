package io.rivulet.ingest.carriage;

import java.util.Locale;

/** Whether live messages may pass those that wait in the spool. */
public enum DeliveryOrder {
  /**
   * They may not: what a device sent first reaches Kafka first. Live messages join the spool until
   * it has drained.
   */
  DEVICE,
  /** They may: what is new arrives at once, and the spool drains beside it. */
  NONE;

  /**
   * Reads {@code device} or {@code none}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DeliveryOrder parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "device" -> DEVICE;
      case "none" -> NONE;
      default ->
          throw new IllegalArgumentException(
              "bridge.order = \"" + text + "\": give device or none");
    };
  }
}
