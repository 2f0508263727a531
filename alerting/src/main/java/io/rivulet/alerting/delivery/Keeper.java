package io.rivulet.alerting.delivery;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the outbox once a second: frees what lost its instance, and tells how channels stand.
 */
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private final DeliveryParts parts;
  private final Runnable wake;
  private final MultiGauge waiting;
  private final MultiGauge oldest;
  private final MultiGauge failing;
  private volatile Set<String> configured = Set.of();
  private volatile List<ChannelStatus> status = List.of();

  Keeper(DeliveryParts parts, Runnable wake) {
    this.parts = parts;
    this.wake = wake;
    this.waiting =
        gauge("rivulet.alerting.delivery.waiting", "notifications that wait or are being sent");
    this.oldest =
        gauge("rivulet.alerting.delivery.oldest.seconds", "how long the oldest of those waits");
    this.failing =
        gauge("rivulet.alerting.delivery.failing.seconds", "for how long every attempt failed");
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(parts.metrics());
  }

  void channels(Set<String> names) {
    configured = Set.copyOf(names);
  }

  List<ChannelStatus> status() {
    return status;
  }

  /** Never throws: it is called again. */
  void look() {
    try (Connection connection = parts.database().getConnection()) {
      Instant now = parts.clock().instant();
      Set<String> alive = parts.liveness().alive(connection);
      int freed = OutboxClaims.free(connection, alive, now);
      if (freed > 0) {
        LOG.warn("{} notifications of instances that are gone are taken over", freed);
        wake.run();
      }
      status = ChannelStatusTable.read(connection, configured);
      publish(now);
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The outbox cannot be looked after now: {}", e.toString());
    }
  }

  private void publish(Instant now) {
    register(waiting, ChannelStatus::waiting);
    register(oldest, one -> one.oldest().map(time -> seconds(time, now)).orElse(0.0));
    register(failing, one -> one.failingSince().map(time -> seconds(time, now)).orElse(0.0));
  }

  private void register(MultiGauge gauge, ToDoubleFunction<ChannelStatus> value) {
    gauge.register(
        status.stream()
            .map(
                one ->
                    MultiGauge.Row.of(Tags.of("channel", one.channel()), value.applyAsDouble(one)))
            .toList(),
        true);
  }

  private static double seconds(Instant from, Instant now) {
    return Math.max(0, Duration.between(from, now).toMillis() / 1_000.0);
  }

  @Override
  public void close() {
    status = List.of();
  }
}
