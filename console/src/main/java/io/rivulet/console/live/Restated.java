package io.rivulet.console.live;

/** Why pages are to read a course anew: what they show is no longer what they would read. */
public enum Restated {
  /** A sample came after one that was taken later: the dose of every instant between may change. */
  LATE_SAMPLE("late-sample"),

  /** Somebody recorded what holds for the past, too: a weight, a binding, a dose, a correction. */
  DECISION("decision"),

  /** A course was read with decisions that had not come from Kafka. */
  LEARNED("learned"),

  /** A profile that it is judged by has another version. */
  LIMITS("limits"),

  /** Records of Kafka may have been missed. */
  RECONNECTED("reconnected");

  private final String word;

  Restated(String word) {
    this.word = word;
  }

  /** As pages and metrics read it. */
  public String word() {
    return word;
  }
}
