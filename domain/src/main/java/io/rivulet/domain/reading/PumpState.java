package io.rivulet.domain.reading;

/** What a pump says it is doing. */
public enum PumpState {
  /** Delivering at the programmed rate. */
  RUN,
  /** Delivering a bolus. */
  BOLUS,
  /** Keeping the vein open, 0.1 to 20 mL/h. */
  KVO,
  /** Held, by a person or by the pump itself (occlusion). */
  HOLD,
  /** Stopped. */
  STOP;

  /** Whether fluid is meant to move in this state. */
  public boolean delivers() {
    return this == RUN || this == BOLUS || this == KVO;
  }
}
