package io.rivulet.alerting.routing;

import java.util.Arrays;
import java.util.stream.Collectors;

/** By what alerts are told apart when it is decided who is told. */
public enum Label {
  /** The clinic. */
  SITE("site"),
  /** The ward or room, from the configuration's care units. */
  CARE_UNIT("careUnit"),
  /** physiological or technical. */
  KIND("kind"),
  /** Such as PRESSURE_EXCURSION. */
  CATEGORY("category"),
  /** high, medium or low. */
  PRIORITY("priority"),
  /** The drug. */
  DRUG("drug"),
  /** The session, a pseudonym. */
  SESSION("session"),
  /** The pump, monitor, bridge or channel. */
  DEVICE("device"),
  /** NIBP, ART or MONITOR. */
  SOURCE("source"),
  /** Such as systolic. */
  COMPONENT("component"),
  /** high or low: the side of the limit. */
  DIRECTION("direction");

  private final String code;

  Label(String code) {
    this.code = code;
  }

  /** The name used in configuration, payloads and tables. */
  public String code() {
    return code;
  }

  /** The label of a name; refuses one that is not known, naming those that are. */
  public static Label of(String code) {
    return Arrays.stream(values())
        .filter(label -> label.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + code
                        + "' is no label; there are "
                        + Arrays.stream(values())
                            .map(Label::code)
                            .collect(Collectors.joining(", "))));
  }
}
