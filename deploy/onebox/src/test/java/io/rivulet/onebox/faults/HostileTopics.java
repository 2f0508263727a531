package io.rivulet.onebox.faults;

import java.util.Random;

/** Topics that are almost a device's. All begin with {@code rivulet/}, as a subscription needs. */
final class HostileTopics {
  private HostileTopics() {}

  static String almost(Random random, String topic) {
    int device = topic.indexOf("fuzz-");
    return switch (random.nextInt(14)) {
      case 0 -> topic + "/";
      case 1 -> topic + "/pump";
      case 2 -> topic.substring(0, topic.lastIndexOf('/'));
      case 3 -> topic.replace("v1", "v2");
      case 4 -> topic.replace("v1", "V1");
      case 5 -> topic.replace("fuzz", "FUZZ");
      case 6 -> topic.replace("fuzz", "fuzz other");
      case 7 -> topic.replace("fuzz", "fuz\u0131-\uD83D\uDE00");
      case 8 -> topic.replace("faults/", "faults//");
      case 9 -> topic.replace("faults", "north");
      case 10 -> topic.substring(0, device) + "x".repeat(60 + random.nextInt(8)) + "/pump";
      case 11 -> topic.replace("fuzz-", "fuzz-9");
      case 12 -> "rivulet/" + "a/".repeat(1 + random.nextInt(50));
      default -> "rivulet/v1/faults/" + "n".repeat(random.nextInt(20_000)) + "/pump";
    };
  }
}
