package io.rivulet.onebox.faults;

import io.rivulet.embedded.EmbeddedKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Kafka in a JVM of its own, to be stopped, killed and frozen; always on the same port and data. It
 * ends with this JVM.
 */
final class KafkaProcess implements AutoCloseable {
  private static final long END_LIMIT_SECONDS = 60;

  private final Path directory;
  private final Path log;
  private Process process;
  private int port;

  private KafkaProcess(Path folder) {
    this.directory = folder.resolve("kafka");
    this.log = folder.resolve("kafka.log");
  }

  /** Starts a broker with its data and its log in a folder; it serves when this returns. */
  static KafkaProcess start(Path folder) throws IOException {
    KafkaProcess kafka = new KafkaProcess(folder);
    kafka.startAgain();
    return kafka;
  }

  /** Starts it again, after its end. */
  void startAgain() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                directory.toString(),
                Integer.toString(port))
            .redirectError(Redirect.appendTo(log.toFile()))
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String ready = output.readLine();
    while (ready != null && !ready.startsWith(Main.READY)) {
      ready = output.readLine();
    }
    if (ready == null) {
      throw new IOException("Kafka did not start; " + log + " says why");
    }
    port = Integer.parseInt(ready.substring(Main.READY.length()));
  }

  int port() {
    return port;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Asks it to end, as an administrator does, and waits for that. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Kafka did not end within " + END_LIMIT_SECONDS + " s");
    }
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops it in its tracks: connections stay, and nothing answers. */
  void freeze() throws IOException {
    Commands.run("kill", "-STOP", Long.toString(process.pid()));
  }

  /** Lets it go on. */
  void thaw() throws IOException {
    Commands.run("kill", "-CONT", Long.toString(process.pid()));
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** The broker's process: a directory and a port, 0 for the one used last. */
  static final class Main {
    static final String READY = "kafka listens on ";

    private Main() {}

    public static void main(String[] arguments) throws IOException {
      EmbeddedKafka kafka =
          EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "rivulet-kafka-end"));
      System.out.println(READY + kafka.port());
      int end = System.in.read();
      System.exit(end < 0 ? 0 : 1);
    }
  }
}
