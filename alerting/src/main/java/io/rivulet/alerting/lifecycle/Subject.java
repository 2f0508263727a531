package io.rivulet.alerting.lifecycle;

import java.util.Objects;
import java.util.Optional;

/**
 * What a statement is about. Plain texts, because statements about alerting's own pipeline name
 * things that are neither sessions nor devices.
 *
 * @param site the clinic, where known
 * @param session whose, a pseudonym, where there is one
 * @param device which pump, monitor, bridge or channel, where there is one
 * @param drug which, where it is about one
 * @param source NIBP, ART or MONITOR, for vital signs
 * @param component which of several numbers, such as systolic
 * @param direction high or low
 */
public record Subject(
    Optional<String> site,
    Optional<String> session,
    Optional<String> device,
    Optional<String> drug,
    Optional<String> source,
    Optional<String> component,
    Optional<String> direction) {
  /** The longest text of each part, in characters. */
  public static final int LONGEST = 128;

  /** About nothing that has a name. */
  public static final Subject NONE =
      new Subject(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Refuses texts out of bounds. */
  public Subject {
    require("site", site);
    require("session", session);
    require("device", device);
    require("drug", drug);
    require("source", source);
    require("component", component);
    require("direction", direction);
  }

  private static void require(String name, Optional<String> text) {
    Objects.requireNonNull(text, name);
    if (text.isPresent() && (text.get().isBlank() || text.get().length() > LONGEST)) {
      throw new IllegalArgumentException(
          name + " of " + text.get().length() + " characters is not 1 to " + LONGEST);
    }
  }

  /** The same at a clinic. */
  public Subject at(String clinic) {
    return new Subject(Optional.of(clinic), session, device, drug, source, component, direction);
  }

  /** The same, of a session. */
  public Subject ofSession(String which) {
    return new Subject(site, Optional.of(which), device, drug, source, component, direction);
  }

  /** The same, of a device. */
  public Subject ofDevice(String which) {
    return new Subject(site, session, Optional.of(which), drug, source, component, direction);
  }

  /** The same, of a drug. */
  public Subject ofDrug(String which) {
    return new Subject(site, session, device, Optional.of(which), source, component, direction);
  }

  /** The same, of one side of one number from one source. */
  public Subject ofVital(String from, String number, String side) {
    return new Subject(
        site, session, device, drug, Optional.of(from), Optional.of(number), Optional.of(side));
  }
}
