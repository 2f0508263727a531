package io.rivulet.console.stream;

import io.rivulet.console.access.Caller;
import io.rivulet.console.access.SiteScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What can be followed. One channel serves all callers of the same sites. */
final class Topics {
  private record Of(String topic, SiteScope sites) {}

  private final LongSupplier positions;
  private final Map<String, LiveTopic> states = new HashMap<>();
  private final Map<String, TopicSource> sources = new HashMap<>();
  private final Map<Of, StateChannel> channels = new HashMap<>();

  Topics(LongSupplier positions) {
    this.positions = positions;
  }

  synchronized void add(LiveTopic topic) {
    if (states.putIfAbsent(topic.name(), topic) != null) {
      throw new IllegalArgumentException("topic " + topic.name() + " is there twice");
    }
  }

  synchronized void add(TopicSource source) {
    if (sources.putIfAbsent(source.kind(), source) != null) {
      throw new IllegalArgumentException("topics " + source.kind() + " are there twice");
    }
  }

  /** Empty where there is none, or the caller may not follow it. */
  Optional<Channel> find(String name, Caller caller) {
    int colon = name.indexOf(':');
    return colon < 0
        ? state(name, caller).map(Channel.class::cast)
        : source(name.substring(0, colon))
            .flatMap(source -> source.find(name.substring(colon + 1), caller));
  }

  private synchronized Optional<TopicSource> source(String kind) {
    return Optional.ofNullable(sources.get(kind));
  }

  private synchronized Optional<StateChannel> state(String name, Caller caller) {
    LiveTopic topic = states.get(name);
    if (topic == null || !caller.may(topic.permission())) {
      return Optional.empty();
    }
    Of key = new Of(name, caller.sites(topic.permission()));
    StateChannel known = channels.get(key);
    if (known == null) {
      long scopes = channels.keySet().stream().filter(of -> of.topic.equals(name)).count();
      if (scopes >= StreamLimits.MAX_SCOPES) {
        return Optional.empty();
      }
      known = new StateChannel(topic, key.sites, positions);
      channels.put(key, known);
    }
    known.found(System.nanoTime());
    return Optional.of(known);
  }

  /** Those that pages follow; what was shown long ago is no first answer for the next page. */
  synchronized List<StateChannel> followed() {
    long now = System.nanoTime();
    channels.values().removeIf(channel -> channel.isForgotten(now));
    return channels.values().stream().filter(channel -> !channel.unwatched()).toList();
  }
}
