package io.rivulet.onebox.servers;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The images that {@link ContainerServers} runs, as Docker names them.
 *
 * @param mosquitto an image laid out like {@code eclipse-mosquitto:2}
 * @param kafka an image configured like {@code apache/kafka}
 * @param timescale an image started like PostgreSQL's official one, with or without TimescaleDB
 */
public record ContainerImages(String mosquitto, String kafka, String timescale) {
  public static final ContainerImages PUBLIC =
      new ContainerImages(
          "eclipse-mosquitto:2", "apache/kafka:4.3.1", "timescale/timescaledb:latest-pg17");

  public ContainerImages {
    requireNonNull(mosquitto, "mosquitto");
    requireNonNull(kafka, "kafka");
    requireNonNull(timescale, "timescale");
  }

  /**
   * The images that this run names by system property ({@code rivulet.it.mosquitto.image}) or
   * environment ({@code RIVULET_IT_MOSQUITTO_IMAGE}), likewise for {@code kafka} and {@code
   * timescale}; the public ones where it names none.
   */
  public static ContainerImages configured() {
    return configured(System::getProperty, System::getenv);
  }

  static ContainerImages configured(
      UnaryOperator<String> property, UnaryOperator<String> environment) {
    return new ContainerImages(
        first(
            property.apply("rivulet.it.mosquitto.image"),
            environment.apply("RIVULET_IT_MOSQUITTO_IMAGE"),
            PUBLIC.mosquitto),
        first(
            property.apply("rivulet.it.kafka.image"),
            environment.apply("RIVULET_IT_KAFKA_IMAGE"),
            PUBLIC.kafka),
        first(
            property.apply("rivulet.it.timescale.image"),
            environment.apply("RIVULET_IT_TIMESCALE_IMAGE"),
            PUBLIC.timescale));
  }

  List<String> all() {
    return List.of(mosquitto, kafka, timescale);
  }

  private static String first(String property, String environment, String otherwise) {
    if (property != null && !property.isBlank()) {
      return property;
    }
    return environment != null && !environment.isBlank() ? environment : otherwise;
  }
}
