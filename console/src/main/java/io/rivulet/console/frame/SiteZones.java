package io.rivulet.console.frame;

import io.rivulet.console.access.SiteScope;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * In which zone the times of a site are shown.
 *
 * @param bySite IANA names, such as Asia/Colombo
 */
public record SiteZones(Map<String, String> bySite) {
  /** No site has one: pages use the browser's. */
  public static final SiteZones NONE = new SiteZones(Map.of());

  private static final int MAX_SITES = 1000;

  /** Refuses more sites than anybody has, and zones that do not exist. */
  public SiteZones {
    bySite = Map.copyOf(bySite);
    if (bySite.size() > MAX_SITES) {
      throw new IllegalArgumentException(
          "console.zones names " + bySite.size() + " sites: " + MAX_SITES + " at most");
    }
    bySite.forEach(SiteZones::check);
  }

  /**
   * Reads {@code colombo-1=Asia/Colombo,berlin-2=Europe/Berlin}.
   *
   * @throws IllegalArgumentException where it is something else, naming the part
   */
  public static SiteZones parse(String text) {
    Map<String, String> zones = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      String[] pair = part.split("=", -1);
      if (pair.length != 2 || pair[0].isBlank() || zones.containsKey(pair[0].strip())) {
        throw new IllegalArgumentException(
            "console.zones: '" + part.strip() + "' is not site=Area/City, each site once");
      }
      zones.put(pair[0].strip(), pair[1].strip());
    }
    return new SiteZones(zones);
  }

  /** Those of the sites in a scope. */
  Map<String, String> of(SiteScope sites) {
    return bySite.entrySet().stream()
        .filter(entry -> sites.includes(entry.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void check(String site, String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "console.zones: site "
              + site
              + " has the zone '"
              + zone
              + "', which does not exist; give one such as Asia/Colombo",
          e);
    }
  }
}
