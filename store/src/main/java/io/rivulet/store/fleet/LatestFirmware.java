package io.rivulet.store.fleet;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which firmware is old: a later one of the same model is in use on at least two devices. One
 * device that says something odd makes nobody old.
 */
final class LatestFirmware {
  private static final int FEWEST = 2;
  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  /** Digits count as numbers, so that 2.10 is later than 2.9. */
  static final Comparator<String> VERSIONS = LatestFirmware::compare;

  private LatestFirmware() {}

  /** How many devices of a model run a firmware. */
  record Use(String model, String firmware, long devices) {}

  /** Pairs of model and firmware that are old, in two lists of one length. */
  record Outdated(List<String> models, List<String> firmwares) {
    static final Outdated NONE = new Outdated(List.of(), List.of());

    Outdated {
      models = List.copyOf(models);
      firmwares = List.copyOf(firmwares);
    }
  }

  static Outdated outdated(List<Use> uses) {
    Map<String, String> latest = new HashMap<>();
    for (Use use : uses) {
      if (use.devices() >= FEWEST) {
        latest.merge(use.model(), use.firmware(), (a, b) -> VERSIONS.compare(a, b) >= 0 ? a : b);
      }
    }
    List<String> models = new ArrayList<>();
    List<String> firmwares = new ArrayList<>();
    for (Use use : uses) {
      String newest = latest.get(use.model());
      if (newest != null && VERSIONS.compare(use.firmware(), newest) < 0) {
        models.add(use.model());
        firmwares.add(use.firmware());
      }
    }
    return new Outdated(models, firmwares);
  }

  private static int compare(String first, String second) {
    List<String> a = parts(first);
    List<String> b = parts(second);
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = comparePart(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static List<String> parts(String version) {
    return PART.matcher(version).results().map(MatchResult::group).toList();
  }

  private static int comparePart(String a, String b) {
    boolean numbers = isNumber(a) && isNumber(b);
    return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }

  private static boolean isNumber(String part) {
    return part.charAt(0) >= '0' && part.charAt(0) <= '9';
  }
}
