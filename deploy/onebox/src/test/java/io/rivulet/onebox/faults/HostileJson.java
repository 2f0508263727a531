package io.rivulet.onebox.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON that is almost a message: the structure is kept and a value, a name or a level is not. */
final class HostileJson {
  private static final Pattern MEMBER =
      Pattern.compile("\"(\\w+)\":(\"[^\"]*\"|[-0-9.eE]+|true|false|null)");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-0.0",
          "-1",
          "1e7",
          "1e308",
          "-1e308",
          "1e309",
          "4.9e-324",
          "1e-400",
          "1e999999999",
          "-1e999999999",
          "1e-999999999",
          "1e99999999999999999999",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "123456789012345678901234567890",
          "0x10",
          "007",
          "+1",
          ".5",
          "5.",
          "NaN",
          "Infinity",
          "-Infinity",
          "\"NaN\"",
          "\"7.5\"",
          "{}",
          "[]",
          "[null]",
          "[[]]",
          "{\"value\":1e-320,\"unit\":\"L/min\"}",
          "{\"value\":1e300,\"unit\":\"L/min\"}",
          "{\"value\":1,\"unit\":\"mL/h\",\"value\":2}",
          "{\"unit\":\"mL\"}",
          "{\"value\":5}",
          "{\"systolic\":1e300,\"unit\":\"kPa\"}",
          "{\"systolic\":-0.0}",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\u001b[31m\"",
          "\"\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"\u202Egnp\"",
          "\"\u0130\u0131\"",
          "\"e\u0301\"",
          "\"\\x41\"",
          "\"'; DROP TABLE pump_sample;--\"",
          "\"<script>alert(1)</script>\"",
          "\"1970-01-01T00:00:00Z\"",
          "\"1969-12-31T23:59:59Z\"",
          "\"9999-12-31T23:59:59.999999999Z\"",
          "\"+10000-01-01T00:00:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"2026-06-30T23:59:60Z\"",
          "\"2026-11-21T24:00:00Z\"",
          "\"2026-11-21T09:30:00+18:00\"",
          "\"2026-11-21T09:30:00+19:00\"",
          "\"2026-11-21T09:30:00\"",
          "1795253400000",
          "\"mcg/mL\"",
          "\"ML/H\"",
          "\"mL/h/h\"",
          "\"/\"",
          "\"L/min\"",
          "\"kPa\"",
          "tru",
          "\"unended");

  private HostileJson() {}

  /** The message with one to three members changed. */
  static String changed(Random random, String json) {
    String changed = json;
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      changed = changedOnce(random, changed);
    }
    return changed;
  }

  private static String changedOnce(Random random, String json) {
    List<int[]> members = new ArrayList<>();
    Matcher matcher = MEMBER.matcher(json);
    while (matcher.find()) {
      members.add(new int[] {matcher.start(), matcher.start(2), matcher.end()});
    }
    if (members.isEmpty()) {
      return json + VALUES.get(random.nextInt(VALUES.size()));
    }
    int[] member = members.get(random.nextInt(members.size()));
    String before = json.substring(0, member[0]);
    String name = json.substring(member[0], member[1]);
    String value = json.substring(member[1], member[2]);
    String after = json.substring(member[2]);
    return switch (random.nextInt(9)) {
      case 0 -> before + "\"unknown\":" + any(random) + after;
      case 1 -> before + name + value + "," + name + any(random) + after;
      case 2 -> before + "\"" + "n".repeat(random.nextInt(600)) + "\":" + value + after;
      case 3 -> before + name + "\"" + "\u00e4".repeat(random.nextInt(600)) + "\"" + after;
      case 4 -> before + name + digits(random) + after;
      default -> before + name + any(random) + after;
    };
  }

  private static String any(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private static String digits(Random random) {
    String digits = "9".repeat(1 + random.nextInt(random.nextInt(50) == 0 ? 60_000 : 80));
    return switch (random.nextInt(3)) {
      case 0 -> digits;
      case 1 -> "0." + digits;
      default -> "1e" + digits;
    };
  }

  /** The message with something deep or long put in. */
  static String nested(Random random, String json) {
    int depth = 1 + random.nextInt(random.nextInt(50) == 0 ? 30_000 : 40);
    boolean closed = random.nextBoolean();
    String lists = "[".repeat(depth) + (closed ? "]".repeat(depth) : "");
    String objects = "{\"a\":".repeat(depth) + "1" + (closed ? "}".repeat(depth) : "");
    String deep = random.nextBoolean() ? lists : objects;
    return switch (random.nextInt(4)) {
      case 0 -> deep;
      case 1 -> "{\"unknown\":" + deep + "," + json.substring(1);
      case 2 -> json.substring(0, json.length() - 1) + ",\"alarms\":" + deep + "}";
      default -> "{\"alarms\":[" + "\"DOOR\",".repeat(depth) + "\"DOOR\"]," + json.substring(1);
    };
  }
}
