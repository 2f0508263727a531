package io.rivulet.alerting.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.audit.AuditTrail;
import io.rivulet.alerting.channel.Secrets;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the lanes work with.
 *
 * @param database whose schema is migrated; each lane uses one connection for a moment at a time
 * @param liveness which instances run
 * @param secrets of the channels
 * @param console where links to alerts lead; there are none where empty
 * @param audit told of what was delivered, given up and replayed
 * @param clock the time
 * @param metrics what is measured
 */
public record DeliveryParts(
    DataSource database,
    Liveness liveness,
    Secrets secrets,
    Optional<URI> console,
    AuditTrail audit,
    InstantSource clock,
    MeterRegistry metrics) {
  /** Refuses missing parts. */
  public DeliveryParts {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(liveness, "liveness");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(console, "console");
    Objects.requireNonNull(audit, "audit");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(metrics, "metrics");
  }
}
