package io.rivulet.runtime.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What a reader counts. */
final class ReadingMetrics {
  private final MeterRegistry registry;
  private final String prefix;
  private final AtomicLong lag = new AtomicLong();
  private final Gauge lagGauge;

  ReadingMetrics(MeterRegistry registry, String prefix) {
    this.registry = registry;
    this.prefix = prefix;
    this.lagGauge =
        Gauge.builder(prefix + ".lag.records", lag, AtomicLong::get)
            .description("records in Kafka that are not in the database yet")
            .register(registry);
  }

  void failed() {
    registry.counter(prefix + ".failures").increment();
  }

  void fenced() {
    registry.counter(prefix + ".fenced").increment();
  }

  void lost(String topic, long offsets) {
    registry.counter(prefix + ".lost", "topic", topic).increment(offsets);
  }

  void lag(long records) {
    lag.set(records);
  }

  /** Makes room for the gauge of a reader that starts later in this process. */
  void close() {
    registry.remove(lagGauge);
  }
}
