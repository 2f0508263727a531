package io.rivulet.runtime.mqtt;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where an MQTT broker is and how it is spoken to.
 *
 * @param transport from the scheme
 * @param host name or address, an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param path of WebSocket requests, with its query; empty otherwise
 */
public record BrokerAddress(Transport transport, String host, int port, String path) {
  private static final String ACCEPTED =
      "give tcp://HOST:PORT, ssl://HOST:PORT, ws://HOST:PORT/PATH or wss://HOST:PORT/PATH";

  /** What lies between MQTT and TCP. */
  public enum Transport {
    /** Nothing. */
    TCP("tcp", 1883),
    /** TLS. */
    SSL("ssl", 8883),
    /** WebSocket. */
    WS("ws", 80),
    /** WebSocket within TLS. */
    WSS("wss", 443);

    private final String scheme;
    private final int defaultPort;

    Transport(String scheme, int defaultPort) {
      this.scheme = scheme;
      this.defaultPort = defaultPort;
    }

    /** Whether TLS is spoken. */
    public boolean isSecure() {
      return this == SSL || this == WSS;
    }

    /** Whether WebSocket is spoken. */
    public boolean isWebSocket() {
      return this == WS || this == WSS;
    }
  }

  /**
   * Reads a value of {@code mqtt.uri}.
   *
   * @throws IllegalArgumentException naming the value and what is accepted
   */
  public static BrokerAddress of(String uri) {
    URI parsed;
    try {
      parsed = new URI(uri);
    } catch (URISyntaxException e) {
      throw refused(uri, ACCEPTED);
    }
    if (parsed.getRawUserInfo() != null) {
      // Not shown: it may hold a password.
      throw new IllegalArgumentException(
          "mqtt.uri names a user: give mqtt.user and mqtt.password instead");
    }
    Transport transport = transport(uri, parsed);
    int port = parsed.getPort() == -1 ? transport.defaultPort : parsed.getPort();
    if (parsed.getHost() == null || port < 1 || port > 65_535) {
      throw refused(uri, ACCEPTED);
    }
    String host = parsed.getHost().replaceAll("[\\[\\]]", "");
    return new BrokerAddress(transport, host, port, path(uri, parsed, transport));
  }

  /** The address as clients must be given it that know TCP only, with {@link BrokerSockets}. */
  public String socketUri() {
    return "tcp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static Transport transport(String uri, URI parsed) {
    for (Transport transport : Transport.values()) {
      if (transport.scheme.equals(parsed.getScheme())) {
        return transport;
      }
    }
    throw refused(uri, ACCEPTED);
  }

  private static String path(String uri, URI parsed, Transport transport) {
    String path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
    String query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
    if (parsed.getRawFragment() != null || !transport.isWebSocket() && !(path + query).isEmpty()) {
      throw refused(uri, "only ws:// and wss:// take a path; " + ACCEPTED);
    }
    if (!transport.isWebSocket()) {
      return "";
    }
    return (path.isEmpty() ? "/mqtt" : path) + query;
  }

  private static IllegalArgumentException refused(String uri, String accepted) {
    return new IllegalArgumentException("mqtt.uri = \"" + uri + "\": " + accepted);
  }
}
