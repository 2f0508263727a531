package io.rivulet.alerting.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What the intake counts. Names begin with {@code rivulet.alerting.intake}. */
final class IntakeMetrics {
  private final MeterRegistry registry;
  private final Timer transactions;
  private final AtomicLong lag = new AtomicLong();
  private final Gauge lagGauge;

  IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.transactions =
        Timer.builder("rivulet.alerting.intake.transaction")
            .description("time to decide and write one batch of statements")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    this.lagGauge =
        Gauge.builder("rivulet.alerting.intake.lag.records", lag, AtomicLong::get)
            .description("statements in Kafka that are not read yet")
            .register(registry);
  }

  void taken(BatchIntake.Taken taken, Duration took) {
    transactions.record(took);
    registry.counter("rivulet.alerting.intake.statements").increment(taken.taken());
    registry.counter("rivulet.alerting.intake.unreadable").increment(taken.setAside().size());
  }

  void failed() {
    registry.counter("rivulet.alerting.intake.failures").increment();
  }

  void fenced() {
    registry.counter("rivulet.alerting.intake.fenced").increment();
  }

  void lost(long offsets) {
    registry.counter("rivulet.alerting.intake.lost").increment(offsets);
  }

  void lag(long records) {
    lag.set(records);
  }

  /** Makes room for the gauge of an intake that starts later in this process. */
  void close() {
    registry.remove(lagGauge);
  }
}
