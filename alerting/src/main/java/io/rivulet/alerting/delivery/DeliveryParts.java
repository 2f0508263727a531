package io.rivulet.alerting.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.audit.AuditTrail;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.Secrets;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * What the lanes work with.
 *
 * @param database whose schema is migrated; each lane uses one connection for a moment at a time
 * @param liveness which instances run
 * @param secrets of the channels
 * @param audit told of what was delivered, given up and replayed
 * @param clock the time
 * @param metrics what is measured
 * @param threads how many are sent at once on a channel that does not say, 1 to 32
 */
public record DeliveryParts(
    DataSource database,
    Liveness liveness,
    Secrets secrets,
    AuditTrail audit,
    InstantSource clock,
    MeterRegistry metrics,
    int threads) {
  /** How many are sent at once on a channel that does not say. */
  public static final int THREADS = 2;

  /** Refuses missing parts. */
  public DeliveryParts {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(liveness, "liveness");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(audit, "audit");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(metrics, "metrics");
    if (threads < 1 || threads > 32) {
      throw new IllegalArgumentException(threads + " threads of a channel are not 1 to 32");
    }
  }

  /** How many are sent at once on a channel. */
  int threads(Channel channel) {
    return channel.pace().threads().orElse(threads);
  }
}
