package io.rivulet.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Requirement("BRIDGE-061")
class ShardsTest {
  @Test
  void leavesASingleConnectionAsItIs() {
    MqttSource source = source("a/+", "$share/g/b/+");

    assertThat(Shards.of(source, 1)).containsExactly(source);
  }

  @Test
  void dealsPlainFiltersOutAndGivesSharedOnesToAll() {
    List<MqttSource> sources = Shards.of(source("a/+", "$share/g/s/+", "b/+", "c/+"), 2);

    assertThat(sources).extracting(MqttSource::clientId).containsExactly("bridge-1", "bridge-2");
    assertThat(sources.get(0).filters()).containsExactly("a/+", "$share/g/s/+", "c/+");
    assertThat(sources.get(1).filters()).containsExactly("$share/g/s/+", "b/+");
  }

  @Test
  void refusesAConnectionWithNothingToDo() {
    assertThatThrownBy(() -> Shards.of(source("a/+", "b/+"), 3))
        .hasMessageContaining("mqtt.connections = 3")
        .hasMessageContaining("only 2");
  }

  private static MqttSource source(String... filters) {
    return new MqttSource(
        "tcp://127.0.0.1:1883",
        "bridge",
        Optional.empty(),
        List.of(filters),
        Duration.ofDays(1),
        Duration.ofSeconds(15),
        MqttSource.DEFAULT_MAXIMUM_PACKET_BYTES);
  }
}
