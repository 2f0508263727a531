package io.rivulet.onebox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerImagesTest {
  @Test
  void arePublicWhereNothingNamesOthers() {
    assertThat(ContainerImages.configured(name -> null, name -> " "))
        .isEqualTo(ContainerImages.PUBLIC);
  }

  @Test
  void arePropertiesBeforeEnvironment() {
    Map<String, String> properties = Map.of("rivulet.it.kafka.image", "site/kafka:1");
    Map<String, String> environment =
        Map.of(
            "RIVULET_IT_KAFKA_IMAGE", "local/kafka:2",
            "RIVULET_IT_TIMESCALE_IMAGE", "local/postgres:15");

    assertThat(ContainerImages.configured(properties::get, environment::get))
        .isEqualTo(new ContainerImages("eclipse-mosquitto:2", "site/kafka:1", "local/postgres:15"));
  }
}
