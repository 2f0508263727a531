package io.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddedServersIT {
  @Test
  void theThreeServersStartSideBySideOnPortsOfTheirOwn() throws Exception {
    try (EmbeddedServers servers = EmbeddedServers.start(DataDirectory.temporary())) {
      assertThat(servers.broker().port())
          .isPositive()
          .isNotEqualTo(servers.kafka().port())
          .isNotEqualTo(servers.database().port());
    }
  }
}
