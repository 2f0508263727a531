package io.rivulet.onebox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Mosquitto, Kafka and PostgreSQL (TimescaleDB where the image has it), each in a container on a
 * free port. Mosquitto runs with deploy/compose/mosquitto.conf, so that tests meet its real limits.
 *
 * <p>{@code RIVULET_IT_CONTAINERS} says what a machine that cannot run them means: {@code auto}
 * (default) skips the test and says why, {@code required} fails it, {@code off} never asks.
 */
public final class ContainerServers implements Servers {
  /** The broker's configuration as deployed, seen from this module's directory. */
  static final Path MOSQUITTO_CONF = Path.of("..", "compose", "mosquitto.conf");

  private static final Logger LOG = LoggerFactory.getLogger(ContainerServers.class);
  private static final Duration PREPARE_LIMIT = Duration.ofSeconds(180);
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final GenericContainer<?> mosquitto;
  private final KafkaContainer kafka;
  private final PostgreSQLContainer postgres;

  private ContainerServers(ContainerImages images, String mosquittoConf) {
    mosquitto = mosquitto(images.mosquitto(), mosquittoConf);
    kafka =
        new KafkaContainer(
                DockerImageName.parse(images.kafka()).asCompatibleSubstituteFor("apache/kafka"))
            .withStartupTimeout(START_LIMIT);
    postgres =
        new PostgreSQLContainer(
                DockerImageName.parse(images.timescale()).asCompatibleSubstituteFor("postgres"))
            .withDatabaseName("rivulet")
            .withUsername("rivulet")
            .withPassword("rivulet-test")
            .withStartupTimeout(START_LIMIT);
  }

  /** Starts the configured images, or skips or fails the calling test as the class says. */
  public static ContainerServers startOrSkip() {
    prepareOrSkip();
    return start(ContainerImages.configured());
  }

  /** Makes sure that the images can run, or skips or fails the calling test as the class says. */
  static void prepareOrSkip() {
    Policy policy = Policy.of(System.getenv("RIVULET_IT_CONTAINERS"));
    try {
      if (policy == Policy.OFF) {
        throw new ContainersUnavailableException("RIVULET_IT_CONTAINERS is off", null);
      }
      ContainerEngine.prepare(ContainerImages.configured().all(), PREPARE_LIMIT);
    } catch (ContainersUnavailableException unavailable) {
      if (policy == Policy.REQUIRED) {
        throw unavailable;
      }
      LOG.warn("Container variant skipped: {}", unavailable.getMessage());
      Assumptions.abort("container variant skipped: " + unavailable.getMessage());
    }
  }

  /**
   * Starts all three side by side; their images must be there.
   *
   * @throws RuntimeException when one does not come up within 90 s; none is left behind then
   */
  static ContainerServers start(ContainerImages images) {
    ContainerServers servers = new ContainerServers(images, deployedMosquittoConf());
    try {
      Startables.deepStart(servers.mosquitto, servers.kafka, servers.postgres).join();
      return servers;
    } catch (RuntimeException failed) {
      servers.close();
      throw failed;
    }
  }

  static GenericContainer<?> mosquitto(String image, String conf) {
    return new GenericContainer<>(DockerImageName.parse(image))
        .withExposedPorts(1883)
        .withCopyToContainer(Transferable.of(conf, 0644), "/mosquitto/config/mosquitto.conf")
        .waitingFor(Wait.forListeningPorts(1883))
        .withStartupTimeout(START_LIMIT);
  }

  static String deployedMosquittoConf() {
    try {
      return Files.readString(MOSQUITTO_CONF);
    } catch (IOException missing) {
      throw new UncheckedIOException(
          "cannot read " + MOSQUITTO_CONF.toAbsolutePath() + "; run tests from their module",
          missing);
    }
  }

  static String mqttUri(GenericContainer<?> broker) {
    return "tcp://" + broker.getHost() + ":" + broker.getMappedPort(1883);
  }

  @Override
  public String mqttUri() {
    return mqttUri(mosquitto);
  }

  @Override
  public String kafkaBootstrapServers() {
    return kafka.getBootstrapServers();
  }

  @Override
  public String jdbcUrl() {
    return postgres.getJdbcUrl();
  }

  @Override
  public String databaseUser() {
    return postgres.getUsername();
  }

  @Override
  public String databasePassword() {
    return postgres.getPassword();
  }

  @Override
  public void close() {
    postgres.stop();
    kafka.stop();
    mosquitto.stop();
  }

  private enum Policy {
    AUTO,
    REQUIRED,
    OFF;

    static Policy of(String setting) {
      String name = Optional.ofNullable(setting).filter(s -> !s.isBlank()).orElse("auto");
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "auto" -> AUTO;
        case "required" -> REQUIRED;
        case "off" -> OFF;
        default ->
            throw new IllegalArgumentException(
                "RIVULET_IT_CONTAINERS is '" + name + "'; it must be auto, required or off");
      };
    }
  }
}
