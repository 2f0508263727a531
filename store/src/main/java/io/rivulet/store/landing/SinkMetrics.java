package io.rivulet.store.landing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.store.landing.LandedTopics.TopicLanded;
import java.time.Duration;
import java.util.List;

/** What a sink counts beside what every reader does. Names begin with {@code rivulet.sink}. */
final class SinkMetrics {
  private final MeterRegistry registry;
  private final Timer transactions;

  SinkMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.transactions =
        Timer.builder("rivulet.sink.transaction")
            .description("time to land one batch")
            .register(registry);
  }

  void landed(List<TopicLanded> topics, Duration took) {
    transactions.record(took);
    for (TopicLanded topic : topics) {
      count("rivulet.sink.records", topic.topic(), topic.records());
      count("rivulet.sink.rows", topic.topic(), topic.landed().rows());
      count("rivulet.sink.repeats", topic.topic(), topic.landed().repeats());
      count("rivulet.sink.unlandable", topic.topic(), topic.landed().unlandable().size());
    }
  }

  private void count(String name, String topic, long amount) {
    registry.counter(name, "topic", topic).increment(amount);
  }
}
