package io.rivulet.alerting.template;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What may stand between {@code {{} and {@code }}} in a template. */
public enum Placeholder {
  /** The notification's id. */
  ID("id"),
  /** Why somebody is told, in words. */
  REASON("reason"),
  /** The incident's key. */
  INCIDENT("incident"),
  /** The channel's name. */
  CHANNEL("channel"),
  /** Which route, policy and step led to it. */
  WHY("why"),
  /** The person's name; nothing where the channel has one address. */
  RECIPIENT("recipient"),
  /** How many alerts there are, further ones included. */
  COUNT("count"),
  /** How many there are that are not written out; nothing where all are. */
  FURTHER("further"),
  /** Section: each alert, worst first. */
  ALERTS("alerts"),
  /** Section: it is a test. */
  TEST("test"),
  /** Section: the condition is over or was taken back. */
  OVER("over"),
  /** That this does not replace the alarm at the bedside. */
  NOTICE("notice"),
  /** HIGH, MEDIUM or LOW. */
  PRIORITY("priority"),
  /** The clinic. */
  SITE("site"),
  /** The ward or room. */
  CARE_UNIT("careUnit"),
  /** The category in words. */
  CATEGORY("category"),
  /** physiological or technical. */
  KIND("kind"),
  /** How it stands. */
  STATE("state"),
  /** What was measured against which limit. */
  DETAIL("detail"),
  /** Whose, a pseudonym. */
  SESSION("session"),
  /** Which device. */
  DEVICE("device"),
  /** Which drug. */
  DRUG("drug"),
  /** What was measured. */
  MEASURED("measured"),
  /** The limit. */
  LIMIT("limit"),
  /** The unit of both. */
  UNIT("unit"),
  /** When it began: the site's time, and UTC. */
  SINCE("since"),
  /** When it ended: the site's time, and UTC. */
  UNTIL("until"),
  /** How often it went and came back; nothing where it did not. */
  FLAPS("flaps"),
  /** Who said that they know. */
  ACKNOWLEDGED_BY("acknowledgedBy"),
  /** What they noted. */
  NOTE("note"),
  /** What took its place. */
  SUCCESSOR("successor"),
  /** Address of its page on the console; nothing where none is known. */
  LINK("link"),
  /** The alert's id. */
  ALERT("alert");

  private final String key;

  Placeholder(String key) {
    this.key = key;
  }

  /** As it stands in a template. */
  public String key() {
    return key;
  }

  static Optional<Placeholder> of(String key) {
    return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
  }

  static String known() {
    return Arrays.stream(values()).map(Placeholder::key).sorted().collect(Collectors.joining(", "));
  }
}
