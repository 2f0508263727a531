package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Something that a rule found in a session and that stands: an excursion, or an alert that is not
 * about one.
 *
 * @param rule which rule
 * @param about what else tells it from others of its rule: the device and drug of an alert; empty
 *     otherwise
 * @param id deterministic, the same in every run over the same data while the start stays
 * @param level severity of an excursion, priority of an alert
 * @param start when it began, by device time, or by receipt for rules about silence
 * @param end when it ended; empty while it lasts
 * @param peak the extreme value of an excursion, in the quantity's own unit
 * @param readings readings of an excursion; 0 for an alert
 * @param detail in words, for an alert; empty for an excursion
 */
public record Finding(
    Rule rule,
    String about,
    String id,
    String level,
    Instant start,
    Optional<Instant> end,
    OptionalDouble peak,
    int readings,
    String detail) {
  /** What excursions are called as a rule, whatever the quantity. */
  static final String EXCURSION = "EXCURSION";

  /**
   * Alerts that no limits lead to: what goes by receipt, what the bridge says of clocks, which is
   * not among what is read again, and an infusion that belongs to no session.
   */
  private static final Set<String> WHATEVER_THE_LIMITS =
      Set.of(
          "PUMP_SILENT",
          "MONITOR_SILENT",
          "DEVICE_SILENT",
          "PRESSURE_OVERDUE",
          "CLOCK_UNTRUSTED",
          "UNATTRIBUTED_INFUSION");

  /** By rule, then by start. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::rule)
          .thenComparing(Finding::about)
          .thenComparing(Finding::start)
          .thenComparing(Finding::id);

  /** Refuses missing parts. */
  public Finding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(detail, "detail");
  }

  static Finding of(ExcursionRecord excursion) {
    return new Finding(
        new Rule(
            EXCURSION, excursion.getSource(), excursion.getComponent(), excursion.getDirection()),
        "",
        excursion.getId(),
        excursion.getSeverity(),
        excursion.getStart(),
        Optional.ofNullable(excursion.getEnd()),
        OptionalDouble.of(excursion.getPeak()),
        excursion.getReadings(),
        "");
  }

  static Finding of(AlertRecord alert) {
    return new Finding(
        Rule.of(alert.getCategory()),
        subject(Optional.ofNullable(alert.getDevice()), Optional.ofNullable(alert.getDrug())),
        alert.getId(),
        alert.getPriority(),
        alert.getStart(),
        Optional.ofNullable(alert.getEnd()),
        OptionalDouble.empty(),
        0,
        alert.getDetail());
  }

  /**
   * Whether alerts of a category are findings, and do not only say again what an excursion says.
   */
  static boolean isFinding(String category) {
    return !category.endsWith("_EXCURSION") && !WHATEVER_THE_LIMITS.contains(category);
  }

  /** What an alert is about, of which there may be several in a session. */
  static String subject(Optional<String> device, Optional<String> drug) {
    return (device.orElse("") + " " + drug.orElse("")).strip();
  }

  /** Whether two are of one rule about one thing, so that one may stand for the other. */
  boolean comparable(Finding other) {
    return rule.equals(other.rule) && about.equals(other.about);
  }

  /** Whether two share any time; one that lasts has no end. */
  boolean overlaps(Finding other) {
    return !start.isAfter(other.end.orElse(Instant.MAX))
        && !other.start.isAfter(end.orElse(Instant.MAX));
  }

  /** Whether two say the same; the words may differ, because they name the limits. */
  boolean saysTheSame(Finding other) {
    return id.equals(other.id)
        && level.equals(other.level)
        && start.equals(other.start)
        && end.equals(other.end)
        && peak.equals(other.peak)
        && readings == other.readings;
  }
}
