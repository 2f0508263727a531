package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.channel.AddressRange;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.NetworkReader;
import io.rivulet.runtime.yaml.Section;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code watchdog} of a configuration. */
public final class WatchdogReader {
  /** Roles are neighbours: their addresses are private where nobody says otherwise. */
  private static final List<AddressRange> NEIGHBOURS =
      Stream.of("127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
          .map(AddressRange::parse)
          .toList();

  private static final Duration ROLE_AFTER = Duration.ofSeconds(15);

  private WatchdogReader() {}

  /** What is watched, by the section under a root; the default where it is not there. */
  public static WatchdogPlan read(Section root) {
    return root.find("watchdog").flatMap(WatchdogReader::plan).orElse(WatchdogPlan.DEFAULT);
  }

  private static Optional<WatchdogPlan> plan(Section section) {
    WatchdogPlan usual = WatchdogPlan.DEFAULT;
    Duration interval = section.findDuration("interval").orElse(usual.interval());
    List<String> groups = section.has("groups") ? section.texts("groups") : usual.groups();
    Duration lag = section.findDuration("lagAfter").orElse(usual.lagAfter());
    Duration delivery = section.findDuration("deliveryAfter").orElse(usual.deliveryAfter());
    List<WatchedRole> roles = new ArrayList<>();
    for (Section role : section.sections("roles")) {
      role(role).ifPresent(roles::add);
    }
    section.end();
    return section.make(() -> new WatchdogPlan(interval, groups, lag, delivery, roles));
  }

  private static Optional<WatchedRole> role(Section section) {
    String name = section.text("name");
    boolean bridge = section.findFlag("bridge").orElse(false);
    Optional<String> site = section.findText("site");
    Duration after = section.findDuration("after").orElse(ROLE_AFTER);
    if (!section.has("url")) {
      section.problem("url", "is missing; such as http://10.0.0.5:8081/health/ready");
    }
    Optional<URI> url = section.find("url", Endpoint::url);
    Optional<Network> network = network(section);
    section.end();
    if (name.isEmpty() || url.isEmpty() || network.isEmpty()) {
      return Optional.empty();
    }
    return section.make(
        () -> new WatchedRole(name, bridge, site, new Endpoint(url.get(), network.get()), after));
  }

  private static Optional<Network> network(Section section) {
    return NetworkReader.read(section)
        .map(
            read ->
                section.has("allowAddresses")
                    ? read
                    : new Network(
                        read.connectTimeout(), read.answerTimeout(), NEIGHBOURS, read.ca()));
  }
}
