package io.rivulet.onebox;

import io.rivulet.console.role.RoleStatus;
import io.rivulet.embedded.EmbeddedServers;
import io.rivulet.runtime.health.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How roles and servers are, as the page shows it. */
final class RoleStatuses {
  /** A server in this process answers on loopback at once or not at all. */
  private static final int PROBE_MILLIS = 200;

  private RoleStatuses() {}

  static List<RoleStatus> of(List<Role.Started> roles, EmbeddedServers servers) {
    List<RoleStatus> statuses = new ArrayList<>();
    roles.forEach(role -> statuses.add(of(role)));
    statuses.add(probe("MQTT broker", "Artemis", servers.broker().port()));
    statuses.add(probe("Kafka", "one node", servers.kafka().port()));
    statuses.add(probe("Database", "PostgreSQL", servers.database().port()));
    return statuses;
  }

  private static RoleStatus of(Role.Started role) {
    Readiness health = role.health().get();
    return new RoleStatus(
        role.role().label(),
        health.ready() ? RoleStatus.State.UP : RoleStatus.State.DOWN,
        health.detail(),
        Optional.empty());
  }

  private static RoleStatus probe(String name, String what, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
      return new RoleStatus(name, RoleStatus.State.UP, what + ", port " + port, Optional.empty());
    } catch (IOException e) {
      return new RoleStatus(
          name, RoleStatus.State.DOWN, what + " does not answer on port " + port, Optional.empty());
    }
  }
}
