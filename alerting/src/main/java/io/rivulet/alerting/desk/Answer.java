package io.rivulet.alerting.desk;

/** What became of a command. */
public sealed interface Answer<T> {
  /**
   * It is done.
   *
   * @param value what it made or changed, as it is now
   * @param repeated whether it had been done before, by the same event id
   */
  record Done<T>(T value, boolean repeated) implements Answer<T> {}

  /**
   * What it names is not there.
   *
   * @param message in words
   */
  record Unknown<T>(String message) implements Answer<T> {}

  /**
   * It cannot be done.
   *
   * @param message why, and what could be
   */
  record Refused<T>(String message) implements Answer<T> {}

  /**
   * Its event id was used for another command.
   *
   * @param message in words
   */
  record Conflict<T>(String message) implements Answer<T> {}
}
