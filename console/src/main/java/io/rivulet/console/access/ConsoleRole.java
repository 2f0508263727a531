package io.rivulet.console.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is to the clinic. One person may be several, each at sites of its own. */
public enum ConsoleRole {
  /** Keeps devices alive, honest and on time. */
  ENGINEER("Clinical engineer"),
  /** Is told of alerts and answers for them. */
  ON_CALL("On-call staff"),
  /** Runs sessions. */
  CLINICIAN("Clinician"),
  /** Studies the past, under pseudonyms and shifted dates. */
  RESEARCHER("Researcher"),
  /** Decides who may do what, and which limits hold. */
  ADMINISTRATOR("Administrator");

  private final String label;

  ConsoleRole(String label) {
    this.label = label;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /** What settings, tokens and documents call it, such as {@code on-call}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of this word, if there is one. */
  public static Optional<ConsoleRole> named(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
