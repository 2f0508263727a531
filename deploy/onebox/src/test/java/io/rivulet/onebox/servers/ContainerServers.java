package io.rivulet.onebox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
 * <p>A test class that uses it is extended with {@link WhereContainersRun}.
 */
public final class ContainerServers implements Servers {
  private static final Path MOSQUITTO_CONF = Path.of("..", "compose", "mosquitto.conf");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final GenericContainer<?> mosquitto;
  private final KafkaContainer kafka;
  private final PostgreSQLContainer postgres;

  private ContainerServers(ContainerImages images) {
    mosquitto = mosquitto(images.mosquitto(), mosquittoConf());
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

  /**
   * Starts all three side by side, from the configured images.
   *
   * @throws RuntimeException when one does not come up within 60 s; none is left behind then
   */
  public static ContainerServers start() {
    ContainerServers servers = new ContainerServers(ContainerImages.configured());
    try {
      Startables.deepStart(servers.mosquitto, servers.kafka, servers.postgres).join();
      return servers;
    } catch (RuntimeException failed) {
      servers.close();
      throw failed;
    }
  }

  /** A Mosquitto alone, not yet started, with the given text as its configuration. */
  static GenericContainer<?> mosquitto(String image, String conf) {
    return new GenericContainer<>(DockerImageName.parse(image))
        .withExposedPorts(1883)
        .withCopyToContainer(Transferable.of(conf, 0644), "/mosquitto/config/mosquitto.conf")
        .waitingFor(Wait.forListeningPorts(1883))
        .withStartupTimeout(START_LIMIT);
  }

  /** The broker's configuration as deployed, read from this module's directory. */
  static String mosquittoConf() {
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
}
