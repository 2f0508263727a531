package io.rivulet.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker that is its own KRaft controller, in this process, on 127.0.0.1 only, without
 * passwords.
 *
 * <p>Topics, records, offsets and transactions outlive a restart on the same directory. Kafka
 * leaves it to the operating system when records reach the disk: they survive the end of this
 * process, by whatever means, but not a loss of power. Topics are not made by writing to them.
 *
 * <p>To stop and restart it, as a test of faults does: {@link #close()}, then {@link #start} with
 * the same directory and {@link #port()}.
 *
 * <p>Kafka ends the whole process on faults it cannot survive, such as its directory being deleted
 * while it runs.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final DataDirectory hold;
  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(DataDirectory hold, KafkaRaftServer server, int port) {
    this.hold = hold;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker; it serves clients when this returns.
   *
   * @param dataDirectory made when missing; held as a {@link DataDirectory} while the broker runs
   * @param port the port to listen on; 0 for the one used last on this directory, or any free one
   * @throws IOException when the directory is in use, the port is taken or the broker cannot start
   */
  public static EmbeddedKafka start(Path dataDirectory, int port) throws IOException {
    return start(dataDirectory, port, Map.of());
  }

  /**
   * Starts a broker with some of its properties replaced or added, such as those of its one
   * listener for clients, which is named PLAINTEXT.
   *
   * @param properties as server.properties has them
   * @throws IOException when the directory is in use, the port is taken or the broker cannot start
   */
  public static EmbeddedKafka start(Path dataDirectory, int port, Map<String, String> properties)
      throws IOException {
    DataDirectory hold = DataDirectory.named(dataDirectory);
    try {
      return start(hold, port, properties);
    } catch (IOException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /** Where clients connect: {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return LoopbackPort.HOST + ":" + port;
  }

  /** The port clients connect to. */
  public int port() {
    return port;
  }

  /** Stops the broker, then the controller. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    hold.close();
  }

  private static EmbeddedKafka start(DataDirectory hold, int port, Map<String, String> properties)
      throws IOException {
    Path directory = hold.path();
    int brokerPort = LoopbackPort.choose(directory, "kafka", port);
    int controllerPort = LoopbackPort.choose(directory, "kafka-controller", 0);
    Path logDirectory = Files.createDirectories(directory.resolve("data"));
    try {
      formatOnce(logDirectory);
      Properties settings = KafkaSettings.of(logDirectory, brokerPort, controllerPort);
      settings.putAll(properties);
      KafkaRaftServer server = KafkaLocale.call(() -> startServer(settings));
      return new EmbeddedKafka(hold, server, brokerPort);
    } catch (Exception e) {
      throw new IOException(
          "The embedded Kafka broker cannot start on port %d with %s: %s"
              .formatted(brokerPort, directory, e.getMessage()),
          e);
    }
  }

  private static void formatOnce(Path logDirectory) throws Exception {
    if (Files.exists(logDirectory.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(KafkaSettings.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .addDirectory(logDirectory.toString())
        .setMetadataLogDirectory(logDirectory.toString())
        .run();
  }

  private static KafkaRaftServer startServer(Properties settings) {
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException failure) {
      try {
        server.shutdown();
        server.awaitShutdown();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }
}
