package io.rivulet.domain.vitals;

/** How a vital sign was taken. A limits profile can say something else for each. */
public enum VitalSource {
  /** Blood pressure by cuff, every few minutes. */
  NIBP,
  /** Blood pressure by arterial line, as often as every second. */
  ART,
  /** What a bedside monitor measures besides pressures, as often as every second. */
  MONITOR
}
