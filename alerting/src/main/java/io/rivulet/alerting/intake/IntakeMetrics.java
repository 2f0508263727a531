package io.rivulet.alerting.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * What the intake counts beside what every reader does. Names begin with {@code
 * rivulet.alerting.intake}.
 */
final class IntakeMetrics {
  private final MeterRegistry registry;
  private final Timer transactions;

  IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.transactions =
        Timer.builder("rivulet.alerting.intake.transaction")
            .description("time to decide and write one batch of statements")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  void taken(int statements, int unreadable, Duration took) {
    transactions.record(took);
    registry.counter("rivulet.alerting.intake.statements").increment(statements);
    registry.counter("rivulet.alerting.intake.unreadable").increment(unreadable);
  }
}
