package io.rivulet.benchmarks.load;

import io.rivulet.embedded.EmbeddedKafka;
import java.io.PrintStream;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** A Kafka broker in a process of its own; says where it listens and ends with its input. */
public final class KafkaProcess {
  private KafkaProcess() {}

  /**
   * Serves until standard input ends.
   *
   * @param arguments the data directory
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    LoggerFactory.getLogger(KafkaProcess.class).debug("Kafka in {}", arguments[0]);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0)) {
      answers.println(kafka.bootstrapServers());
      answers.flush();
      while (System.in.read() >= 0) {
        // Nothing is asked of it.
      }
    }
    System.exit(0);
  }
}
