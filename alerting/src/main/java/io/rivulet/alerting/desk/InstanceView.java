package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.Objects;

/**
 * A process that alerts.
 *
 * @param id new with each start
 * @param name as configured
 * @param started when
 * @param seen when it last said that it lives, by the database's clock
 */
public record InstanceView(String id, String name, Instant started, Instant seen) {
  /** Refuses missing parts. */
  public InstanceView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(started, "started");
    Objects.requireNonNull(seen, "seen");
  }
}
