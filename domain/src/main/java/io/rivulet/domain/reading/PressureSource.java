package io.rivulet.domain.reading;

/** How a blood pressure was taken. */
public enum PressureSource {
  /** Non-invasive, by cuff. */
  NIBP,
  /** Invasive, by arterial line. */
  ART
}
