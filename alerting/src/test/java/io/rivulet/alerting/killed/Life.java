package io.rivulet.alerting.killed;

import java.util.List;

/**
 * The lives that alerts lead in the test, and what receivers are to be told of each, by the
 * definition alone: {@code channel reason}, in order for each channel.
 */
enum Life {
  /** It comes and goes. */
  PLAIN(
      "technical",
      "medium",
      List.of("hook opened", "mail opened", "hook resolved", "mail resolved")),
  /** It comes, somebody says that they know, it goes. */
  KNOWN(
      "physiological",
      "high",
      List.of(
          "hook opened",
          "mail opened",
          "hook acknowledged",
          "mail acknowledged",
          "hook resolved",
          "mail resolved")),
  /** It comes and goes while nobody looks: it stays until somebody says that they know. */
  LATCHED(
      "physiological",
      "high",
      List.of(
          "hook opened",
          "mail opened",
          "hook changed",
          "mail changed",
          "hook resolved",
          "mail resolved")),
  /** Nobody answers: it goes on to the next, who does. */
  ESCALATED(
      "technical",
      "high",
      List.of(
          "hook opened",
          "mail escalated",
          "hook acknowledged",
          "mail acknowledged",
          "hook resolved",
          "mail resolved")),
  /** It is silenced before it comes, and is told when the silence is ended. */
  SILENCED(
      "technical", "low", List.of("hook opened", "mail opened", "hook resolved", "mail resolved"));

  private final String kind;
  private final String priority;
  private final List<String> told;

  Life(String kind, String priority, List<String> told) {
    this.kind = kind;
    this.priority = priority;
    this.told = told;
  }

  String kind() {
    return kind;
  }

  String priority() {
    return priority;
  }

  List<String> told() {
    return told;
  }
}
