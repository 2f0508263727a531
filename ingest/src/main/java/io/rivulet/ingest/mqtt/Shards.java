package io.rivulet.ingest.mqtt;

import java.util.ArrayList;
import java.util.List;

/**
 * Deals topic filters out to several connections. A shared filter ({@code $share/group/filter})
 * goes to every connection, and the broker spreads its messages over them; any other goes to one,
 * so that a device's messages come by one connection, in order.
 */
public final class Shards {
  private static final String SHARED = "$share/";

  private Shards() {}

  public static boolean isShared(String filter) {
    return filter.startsWith(SHARED);
  }

  /**
   * The source of each connection: with one, the given; with more, client ids numbered from 1.
   *
   * @param connections 1 or more
   * @throws IllegalArgumentException where a connection would have nothing to subscribe to
   */
  public static List<MqttSource> of(MqttSource source, int connections) {
    if (connections == 1) {
      return List.of(source);
    }
    List<MqttSource> sources = new ArrayList<>();
    for (int number = 0; number < connections; number++) {
      List<String> filters = dealt(source.filters(), number, connections);
      if (filters.isEmpty()) {
        throw new IllegalArgumentException(
            ("mqtt.connections = %d, but mqtt.filters has only %d to deal out: give each connection"
                    + " a filter of its own, or shared filters such as $share/rivulet/rivulet/v1/+/+/pump")
                .formatted(connections, source.filters().size()));
      }
      sources.add(source.with(source.clientId() + "-" + (number + 1), filters));
    }
    return sources;
  }

  private static List<String> dealt(List<String> filters, int number, int connections) {
    List<String> dealt = new ArrayList<>();
    int next = 0;
    for (String filter : filters) {
      if (isShared(filter) || next++ % connections == number) {
        dealt.add(filter);
      }
    }
    return dealt;
  }
}
