package io.rivulet.ingest.mqtt;

import io.rivulet.runtime.mqtt.BrokerAddress;
import io.rivulet.runtime.tls.TlsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;

/**
 * Where messages come from.
 *
 * @param uri the broker, as {@link BrokerAddress#of} takes it
 * @param clientId stable across restarts and unique for each instance: the broker keeps
 *     unacknowledged messages under it
 * @param credentials sign-in at the broker, where it asks for one
 * @param tls whom to trust and what to show where the URI asks for TLS
 * @param filters topic filters to subscribe to at QoS 1, at least one
 * @param sessionExpiry how long the broker keeps messages for a bridge that is away, above 0
 * @param keepAlive silence after which a connection is checked, 1 s to 18 h
 * @param maximumPacketBytes largest MQTT packet taken; a broker drops larger ones unseen, so its
 *     own limit belongs at or below this
 */
public record MqttSource(
    String uri,
    String clientId,
    Optional<Credentials> credentials,
    TlsConfig tls,
    List<String> filters,
    Duration sessionExpiry,
    Duration keepAlive,
    long maximumPacketBytes) {
  /** What is taken of one MQTT packet where nothing else is said: 4 MiB. */
  public static final long DEFAULT_MAXIMUM_PACKET_BYTES = 4L * 1024 * 1024;

  private static final long MAX_PACKET_BYTES = 268_435_460;
  private static final long MAX_KEEP_ALIVE_SECONDS = 65_535;
  private static final long MAX_EXPIRY_SECONDS = 4_294_967_295L;

  /** Refuses what no broker could be asked for. */
  public MqttSource {
    Objects.requireNonNull(credentials, "credentials");
    filters = List.copyOf(filters);
    Objects.requireNonNull(tls, "tls");
    BrokerAddress unused = BrokerAddress.of(uri);
    require(
        !clientId.isBlank() && clientId.length() <= 128,
        "mqtt.client.id",
        clientId,
        "1 to 128 characters");
    require(
        !filters.isEmpty() && filters.stream().noneMatch(String::isBlank),
        "mqtt.filters",
        filters,
        "at least one, none blank");
    filters.forEach(MqttSource::requireWellFormed);
    require(
        sessionExpiry.toSeconds() >= 1 && sessionExpiry.toSeconds() <= MAX_EXPIRY_SECONDS,
        "mqtt.session.expiry",
        sessionExpiry,
        "1 s or more; without it the broker forgets what it owes the bridge");
    require(
        keepAlive.toSeconds() >= 1 && keepAlive.toSeconds() <= MAX_KEEP_ALIVE_SECONDS,
        "mqtt.keep.alive",
        keepAlive,
        "1 s to 65535 s");
    require(
        maximumPacketBytes >= 1024 && maximumPacketBytes <= MAX_PACKET_BYTES,
        "maximum packet size",
        maximumPacketBytes,
        "1024 to 268435460 bytes");
  }

  /** Without TLS, or with the JVM's own authorities. */
  public MqttSource(
      String uri,
      String clientId,
      Optional<Credentials> credentials,
      List<String> filters,
      Duration sessionExpiry,
      Duration keepAlive,
      long maximumPacketBytes) {
    this(
        uri,
        clientId,
        credentials,
        TlsConfig.DEFAULT,
        filters,
        sessionExpiry,
        keepAlive,
        maximumPacketBytes);
  }

  /** The URI, taken apart. */
  BrokerAddress address() {
    return BrokerAddress.of(uri);
  }

  /** The same broker under another client id, with other filters. */
  public MqttSource with(String otherClientId, List<String> otherFilters) {
    return new MqttSource(
        uri,
        otherClientId,
        credentials,
        tls,
        otherFilters,
        sessionExpiry,
        keepAlive,
        maximumPacketBytes);
  }

  private static void requireWellFormed(String filter) {
    try {
      MqttTopicValidator.validate(filter, true, true);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "mqtt.filters: \"" + filter + "\" is no topic filter: " + e.getMessage(), e);
    }
  }

  private static void require(boolean holds, String name, Object value, String accepted) {
    if (!holds) {
      throw new IllegalArgumentException(name + " = \"" + value + "\": give " + accepted);
    }
  }
}
