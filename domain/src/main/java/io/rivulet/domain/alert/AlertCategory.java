package io.rivulet.domain.alert;

import static io.rivulet.domain.alert.AlertKind.PHYSIOLOGICAL;
import static io.rivulet.domain.alert.AlertKind.TECHNICAL;
import static io.rivulet.domain.alert.AlertPriority.HIGH;
import static io.rivulet.domain.alert.AlertPriority.LOW;
import static io.rivulet.domain.alert.AlertPriority.MEDIUM;

/** Which rule found it. The name is the code used in topics and tables. */
public enum AlertCategory {
  /** Blood pressure beyond a limit, confirmed. */
  PRESSURE_EXCURSION(PHYSIOLOGICAL, MEDIUM, Occurrence.EACH, "pressure beyond its limit"),
  /** Heart rate beyond a limit, confirmed. */
  HEART_RATE_EXCURSION(PHYSIOLOGICAL, MEDIUM, Occurrence.EACH, "heart rate beyond its limit"),
  /** Oxygen saturation beyond a limit, confirmed. */
  SPO2_EXCURSION(PHYSIOLOGICAL, MEDIUM, Occurrence.EACH, "SpO2 beyond its limit"),
  /** Respiratory rate beyond a limit, confirmed. */
  RESPIRATORY_RATE_EXCURSION(
      PHYSIOLOGICAL, MEDIUM, Occurrence.EACH, "respiratory rate beyond its limit"),
  /** End-tidal carbon dioxide beyond a limit, confirmed. */
  ETCO2_EXCURSION(PHYSIOLOGICAL, MEDIUM, Occurrence.EACH, "EtCO2 beyond its limit"),
  /** More was delivered per kg than was planned. */
  DOSE_ABOVE_PLAN(PHYSIOLOGICAL, MEDIUM, Occurrence.ONE, "dose above the plan"),
  /** More was delivered per kg than the site allows at all. */
  DOSE_ABOVE_CEILING(PHYSIOLOGICAL, HIGH, Occurrence.ONE, "dose above the ceiling"),
  /** It is delivered faster than the site allows. */
  RATE_ABOVE_CEILING(PHYSIOLOGICAL, HIGH, Occurrence.EACH, "dose rate above the ceiling"),
  /** The volume counter and rate x time disagree. */
  DOSE_MISMATCH(
      TECHNICAL, LOW, Occurrence.ONE, "counter and rate x time disagree", "rate x time gives"),
  /** The weight typed into a pump is not the session's. */
  WEIGHT_MISMATCH(
      TECHNICAL, MEDIUM, Occurrence.EACH, "weight on the pump is not the session's", "session has"),
  /** A pump delivers and is bound to no session. */
  UNATTRIBUTED_INFUSION(TECHNICAL, MEDIUM, Occurrence.EACH, "infusion bound to no session"),
  /** The pump says that its line is blocked. */
  PUMP_OCCLUSION(TECHNICAL, HIGH, Occurrence.EACH, "pump: occlusion"),
  /** The pump says that there is air in its line. */
  PUMP_AIR_IN_LINE(TECHNICAL, HIGH, Occurrence.EACH, "pump: air in line"),
  /** The pump says that its reservoir is nearly empty. */
  PUMP_NEAR_END(TECHNICAL, LOW, Occurrence.EACH, "pump: near end"),
  /** The pump says that the infusion is complete or its reservoir empty. */
  PUMP_END(TECHNICAL, MEDIUM, Occurrence.EACH, "pump: end of infusion"),
  /** The pump says that its battery is low or failing. */
  PUMP_BATTERY(TECHNICAL, MEDIUM, Occurrence.EACH, "pump: battery"),
  /** The pump says that its door or driver is open. */
  PUMP_DOOR(TECHNICAL, MEDIUM, Occurrence.EACH, "pump: door open"),
  /** The pump raises an alarm of another kind. */
  PUMP_OTHER(TECHNICAL, MEDIUM, Occurrence.EACH, "pump: alarm"),
  /** No pressure was received for longer than the ordered interval allows. */
  PRESSURE_OVERDUE(TECHNICAL, MEDIUM, Occurrence.EACH, "pressure overdue"),
  /** Nothing is received from a monitor that serves the session. */
  MONITOR_SILENT(TECHNICAL, MEDIUM, Occurrence.EACH, "monitor silent"),
  /** Nothing is received from a pump that serves the session. */
  PUMP_SILENT(TECHNICAL, MEDIUM, Occurrence.EACH, "pump silent"),
  /** Nothing was received from a device since it serves the session, or never a sample. */
  DEVICE_SILENT(TECHNICAL, MEDIUM, Occurrence.EACH, "device not heard"),
  /** A device's clock is too far off, or too unsteady, to trust its times. */
  CLOCK_UNTRUSTED(TECHNICAL, LOW, Occurrence.EACH, "device clock not to be trusted"),
  /** A limit cannot be judged, for want of a baseline or a profile. */
  LIMITS_NOT_EVALUABLE(TECHNICAL, LOW, Occurrence.ONE, "limits not evaluable");

  /** How many alerts of a category there can be about one thing. */
  private enum Occurrence {
    /** Each time it happens is an alert of its own: the start is part of what it is. */
    EACH,
    /** One through the session, which may come and go: its start may move and it stays the same. */
    ONE
  }

  private final AlertKind kind;
  private final AlertPriority priority;
  private final Occurrence occurrence;
  private final String phrase;
  private final String against;

  AlertCategory(AlertKind kind, AlertPriority priority, Occurrence occurrence, String phrase) {
    this(kind, priority, occurrence, phrase, "limit");
  }

  AlertCategory(
      AlertKind kind,
      AlertPriority priority,
      Occurrence occurrence,
      String phrase,
      String against) {
    this.kind = kind;
    this.priority = priority;
    this.occurrence = occurrence;
    this.phrase = phrase;
    this.against = against;
  }

  /** What it is about. */
  public AlertKind kind() {
    return kind;
  }

  /** The priority where the finding has none of its own. */
  public AlertPriority priority() {
    return priority;
  }

  /** Whether two alerts about the same thing that start at different times are two alerts. */
  public boolean startIsIdentity() {
    return occurrence == Occurrence.EACH;
  }

  /** What has happened, in a few words. */
  public String phrase() {
    return phrase;
  }

  /** What the measured value is held against, in a few words. */
  String against() {
    return against;
  }
}
