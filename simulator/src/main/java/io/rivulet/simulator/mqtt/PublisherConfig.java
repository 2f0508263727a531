package io.rivulet.simulator.mqtt;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.tls.TlsConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How simulated devices reach the broker.
 *
 * @param uri as {@link io.rivulet.runtime.mqtt.BrokerAddress#of} takes it
 * @param user user at the broker
 * @param password password at the broker; never shown
 * @param tls whom to trust and what to show where the URI asks for TLS
 * @param clientIdPrefix client ids are this, a hyphen and a number
 * @param connections 1 to 64; each carries the devices whose names hash to it, so that messages of
 *     one device leave in their order however many devices there are
 * @param inFlightMax messages of one connection not yet acknowledged, 1 to 65535; the broker's
 *     receive maximum holds where it is lower
 * @param keepAlive MQTT keep-alive interval
 * @param connectTimeout how long a connection attempt may take
 */
public record PublisherConfig(
    String uri,
    Optional<String> user,
    Optional<String> password,
    TlsConfig tls,
    String clientIdPrefix,
    int connections,
    int inFlightMax,
    Duration keepAlive,
    Duration connectTimeout) {
  private static final int CONNECTIONS = 2;
  private static final int IN_FLIGHT = 256;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Refuses numbers outside their ranges. */
  public PublisherConfig {
    requireWithin("connections", connections, 64);
    requireWithin("inFlightMax", inFlightMax, 65_535);
  }

  /** Without TLS, or with the JVM's own authorities. */
  public PublisherConfig(
      String uri,
      Optional<String> user,
      Optional<String> password,
      String clientIdPrefix,
      int connections,
      int inFlightMax,
      Duration keepAlive,
      Duration connectTimeout) {
    this(
        uri,
        user,
        password,
        TlsConfig.DEFAULT,
        clientIdPrefix,
        connections,
        inFlightMax,
        keepAlive,
        connectTimeout);
  }

  private static void requireWithin(String name, int value, int high) {
    if (value < 1 || value > high) {
      throw new IllegalArgumentException(name + " " + value + " is outside 1 to " + high);
    }
  }

  /** Two connections without credentials. */
  public static PublisherConfig to(String uri, String clientIdPrefix) {
    return new PublisherConfig(
        uri,
        Optional.empty(),
        Optional.empty(),
        TlsConfig.DEFAULT,
        clientIdPrefix,
        CONNECTIONS,
        IN_FLIGHT,
        Duration.ofSeconds(15),
        CONNECT_TIMEOUT);
  }

  /** As configured for the bridge, under client ids of their own. */
  public static PublisherConfig from(Settings settings, String clientIdPrefix) {
    return new PublisherConfig(
        settings.get(Catalogue.MQTT_URI),
        settings.find(Catalogue.MQTT_USER),
        settings.find(Catalogue.MQTT_PASSWORD),
        TlsConfig.from(settings),
        clientIdPrefix,
        CONNECTIONS,
        IN_FLIGHT,
        settings.get(Catalogue.MQTT_KEEP_ALIVE),
        CONNECT_TIMEOUT);
  }

  @Override
  public String toString() {
    return "PublisherConfig[" + uri + ", " + connections + " x " + inFlightMax + "]";
  }
}
