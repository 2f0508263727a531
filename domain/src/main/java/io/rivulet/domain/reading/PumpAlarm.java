package io.rivulet.domain.reading;

/** Alarms a pump raises about itself; passed through, never re-derived. */
public enum PumpAlarm {
  /** The line is blocked. */
  OCCLUSION,
  /** Air was detected in the line. */
  AIR_IN_LINE,
  /** The reservoir is nearly empty. */
  NEAR_END,
  /** The infusion is complete or the reservoir empty. */
  END,
  /** Battery low or failing. */
  BATTERY,
  /** Door or syringe driver open. */
  DOOR,
  /** An alarm that has no name here. */
  OTHER
}
