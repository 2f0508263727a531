package io.rivulet.alerting.template;

import io.rivulet.runtime.yaml.Section;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which time people at a site live by, for showing instants to them.
 *
 * @param bySite by the site's name
 * @param others for sites that are not listed
 */
public record SiteZones(Map<String, ZoneId> bySite, ZoneId others) {
  /** UTC everywhere. */
  public static final SiteZones UTC = new SiteZones(Map.of(), ZoneOffset.UTC);

  private static final String DEFAULT = "default";

  /** Refuses missing parts. */
  public SiteZones {
    Objects.requireNonNull(others, "others");
    bySite = Map.copyOf(bySite);
  }

  /** Reads {@code zones}: names of sites, and {@code default}, each with a zone. */
  public static SiteZones read(Section root) {
    Map<String, ZoneId> zones = new HashMap<>();
    root.find("zones")
        .ifPresent(
            section ->
                section
                    .keys()
                    .forEach(
                        site ->
                            section
                                .find(site, ZoneId::of)
                                .ifPresent(zone -> zones.put(site, zone))));
    ZoneId others = Optional.ofNullable(zones.remove(DEFAULT)).orElse(ZoneOffset.UTC);
    return new SiteZones(zones, others);
  }

  /** The zone of a site. */
  public ZoneId of(Optional<String> site) {
    return site.map(name -> bySite.getOrDefault(name, others)).orElse(others);
  }
}
