package io.rivulet.schemas.serde;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.testkit.Requirement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The same scenario against a real registry, where RIVULET_TEST_REGISTRY_URL names one (see
 * docs/schemas.md for how to start it); skipped otherwise.
 */
class RegistrySerdeIT {
  @Requirement("CONTRACT-012")
  @Test
  void everyTopicsValueSurvivesARealRegistry() {
    String url = System.getenv("RIVULET_TEST_REGISTRY_URL");
    assumeThat(url)
        .as("RIVULET_TEST_REGISTRY_URL is not set: no registry to test with")
        .isNotNull();
    RegistryScenario.everyTopicsValueSurvives(url, "test-" + UUID.randomUUID() + ".");
  }
}
