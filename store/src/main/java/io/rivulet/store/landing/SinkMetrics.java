package io.rivulet.store.landing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.store.landing.LandedTopics.TopicLanded;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What a sink counts. Names begin with {@code rivulet.sink}. */
final class SinkMetrics {
  private final MeterRegistry registry;
  private final Timer transactions;
  private final AtomicLong lag = new AtomicLong();
  private final Gauge lagGauge;

  SinkMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.transactions =
        Timer.builder("rivulet.sink.transaction")
            .description("time to land one batch")
            .register(registry);
    this.lagGauge =
        Gauge.builder("rivulet.sink.lag.records", lag, AtomicLong::get)
            .description("records in Kafka that are not landed yet")
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

  void failed() {
    registry.counter("rivulet.sink.failures").increment();
  }

  void fenced() {
    registry.counter("rivulet.sink.fenced").increment();
  }

  void lost(String topic, long offsets) {
    count("rivulet.sink.lost", topic, offsets);
  }

  void lag(long records) {
    lag.set(records);
  }

  /** Makes room for the gauge of a sink that starts later in this process. */
  void close() {
    registry.remove(lagGauge);
  }

  private void count(String name, String topic, long amount) {
    registry.counter(name, "topic", topic).increment(amount);
  }
}
