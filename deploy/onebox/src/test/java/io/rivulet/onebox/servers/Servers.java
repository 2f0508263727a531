package io.rivulet.onebox.servers;

/**
 * The three servers that a test runs against: an MQTT 5 broker, Kafka and PostgreSQL, empty at
 * first and gone after {@link #close()}. The same test takes any variant.
 */
public interface Servers extends AutoCloseable {
  /** Where clients reach the MQTT broker, such as {@code tcp://127.0.0.1:1883}. */
  String mqttUri();

  /** Where clients reach Kafka, such as {@code 127.0.0.1:9092}. */
  String kafkaBootstrapServers();

  /** Where clients reach the database, such as {@code jdbc:postgresql://127.0.0.1:5432/rivulet}. */
  String jdbcUrl();

  String databaseUser();

  String databasePassword();

  /** Ends the servers and removes what they kept. */
  @Override
  void close();
}
