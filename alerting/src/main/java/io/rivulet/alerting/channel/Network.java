package io.rivulet.alerting.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a receiver is reached over the network.
 *
 * @param connectTimeout until it is connected and TLS is agreed on, 100 ms to 60 s
 * @param answerTimeout until it answers, 100 ms to 60 s
 * @param allowAddresses addresses it may have although they are private, local or otherwise no
 *     public ones; up to 50
 * @param ca PEM file of the authorities that sign its certificate; empty for the JVM's own
 */
public record Network(
    Duration connectTimeout,
    Duration answerTimeout,
    List<AddressRange> allowAddresses,
    Optional<Path> ca) {
  /** Five seconds, ten seconds, public addresses only, the JVM's authorities. */
  public static final Network DEFAULT =
      new Network(Duration.ofSeconds(5), Duration.ofSeconds(10), List.of(), Optional.empty());

  private static final int MOST_RANGES = 50;

  /** Refuses values out of range. */
  public Network {
    requireRange("connect timeout", connectTimeout);
    requireRange("answer timeout", answerTimeout);
    allowAddresses = List.copyOf(allowAddresses);
    Objects.requireNonNull(ca, "ca");
    if (allowAddresses.size() > MOST_RANGES) {
      throw new IllegalArgumentException(
          allowAddresses.size() + " allowed ranges; at most " + MOST_RANGES);
    }
  }

  private static void requireRange(String name, Duration value) {
    if (value.toMillis() < 100 || value.compareTo(Duration.ofSeconds(60)) > 0) {
      throw new IllegalArgumentException(name + " " + value + " is not PT0.1S to PT60S");
    }
  }
}
