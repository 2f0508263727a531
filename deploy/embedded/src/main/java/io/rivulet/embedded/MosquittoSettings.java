package io.rivulet.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration text of Mosquitto, with its places filled in. */
record MosquittoSettings(String text, Map<String, Integer> ports) {
  static final String MAIN = "mosquitto";

  /** As deploy/compose/mosquitto.conf, which says why. */
  static final String LIMITS =
      """
      persistence true
      persistence_location {directory}/
      autosave_interval 10
      max_queued_messages 0
      max_queued_bytes 134217728
      persistent_client_expiration 14d
      max_inflight_messages 1000
      max_packet_size 65536
      max_connections 5000
      """;

  private static final Pattern PORT = Pattern.compile("\\{port(?::([a-z0-9-]+))?}");

  /** Log lines are awaited and read; as root, Mosquitto would leave for a user of its own. */
  private static final String ALWAYS =
      """
      log_dest stderr
      log_type error
      log_type warning
      log_type notice
      log_type information
      user root
      """;

  MosquittoSettings {
    ports = Map.copyOf(ports);
  }

  /** Chooses a port for each name, the one used last where it is free. */
  static MosquittoSettings fill(String template, Path directory, int mainPort) throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    Matcher places = PORT.matcher(template);
    StringBuilder text = new StringBuilder();
    while (places.find()) {
      String name = places.group(1) == null ? MAIN : places.group(1);
      Integer port = ports.get(name);
      if (port == null) {
        port = LoopbackPort.choose(directory, name, name.equals(MAIN) ? mainPort : 0);
        ports.put(name, port);
      }
      places.appendReplacement(text, port.toString());
    }
    places.appendTail(text);
    if (!ports.containsKey(MAIN)) {
      throw new IllegalArgumentException(
          "The configuration has no listener on {port}: \"" + template + "\"");
    }
    return new MosquittoSettings(
        ALWAYS + text.toString().replace("{directory}", directory.toString()), ports);
  }
}
