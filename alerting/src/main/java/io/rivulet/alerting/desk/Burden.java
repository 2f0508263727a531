package io.rivulet.alerting.desk;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How much alerting asked of people.
 *
 * @param from inclusive
 * @param until exclusive
 * @param days each with an alert or a notification, by UTC
 * @param medianSecondsToAcknowledge from opening to the first acknowledgement
 * @param p90SecondsToAcknowledge the same, of nine in ten
 * @param neverAcknowledged alerts that were over without anybody saying that they know
 * @param notificationsPerAlert in the mean
 * @param noisiest categories with the most alerts, at most 20, most first
 */
public record Burden(
    Instant from,
    Instant until,
    List<Day> days,
    OptionalDouble medianSecondsToAcknowledge,
    OptionalDouble p90SecondsToAcknowledge,
    long neverAcknowledged,
    OptionalDouble notificationsPerAlert,
    List<CategoryCount> noisiest) {
  /** Refuses missing parts. */
  public Burden {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(until, "until");
    days = List.copyOf(days);
    Objects.requireNonNull(medianSecondsToAcknowledge, "medianSecondsToAcknowledge");
    Objects.requireNonNull(p90SecondsToAcknowledge, "p90SecondsToAcknowledge");
    Objects.requireNonNull(notificationsPerAlert, "notificationsPerAlert");
    noisiest = List.copyOf(noisiest);
  }

  /**
   * One day, by UTC.
   *
   * @param day which
   * @param alerts opened, by priority
   * @param flaps how often alerts opened that day went and came back
   * @param withdrawn alerts opened that day that later data took back
   * @param notifications decided
   */
  public record Day(
      LocalDate day,
      Map<AlertPriority, Long> alerts,
      long flaps,
      long withdrawn,
      long notifications) {
    /** Refuses missing parts. */
    public Day {
      Objects.requireNonNull(day, "day");
      alerts = Map.copyOf(alerts);
    }
  }

  /**
   * Alerts of one category.
   *
   * @param category its code
   * @param alerts how many
   * @param flaps how often they went and came back
   */
  public record CategoryCount(String category, long alerts, long flaps) {}
}
