package io.rivulet.store.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device's past.
 *
 * @param from since when
 * @param to until when
 * @param more whether there was more than is said: then it is the latest
 * @param story by its statuses
 * @param rates messages by hour, in order
 * @param sessions which had it, the latest first
 * @param alerts of it, the newest first
 */
public record DeviceHistoryAnswer(
    Instant from,
    Instant to,
    boolean more,
    DeviceStory story,
    List<HourlyRate> rates,
    List<Served> sessions,
    List<DeviceAlert> alerts) {
  /**
   * Samples of an hour.
   *
   * @param hour its begin, by the device's clock
   * @param messages how many
   */
  public record HourlyRate(Instant hour, long messages) {}

  /**
   * A session that had it.
   *
   * @param session the session
   * @param from when it was bound
   * @param to until when; empty while that lasts
   * @param closed when the session ended; empty while it lasts
   */
  public record Served(
      String session, Instant from, Optional<Instant> to, Optional<Instant> closed) {}

  /**
   * An alert.
   *
   * @param id of the alert
   * @param category a code such as PUMP_SILENT
   * @param priority high, medium or low
   * @param present whether its condition is there
   * @param started when it began
   * @param ended when it ended; empty while it lasts
   * @param detail what was measured against which limit
   * @param session the session, where there is one
   */
  public record DeviceAlert(
      String id,
      String category,
      String priority,
      boolean present,
      Instant started,
      Optional<Instant> ended,
      String detail,
      Optional<String> session) {}

  /** Copies the lists. */
  public DeviceHistoryAnswer {
    rates = List.copyOf(rates);
    sessions = List.copyOf(sessions);
    alerts = List.copyOf(alerts);
  }
}
