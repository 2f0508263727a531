package io.rivulet.domain.alert;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import java.util.Optional;

/**
 * What an alert is about. Everything but the site is part of the alert's identity.
 *
 * @param session whose, where there is one; without one there is a device
 * @param device which pump or monitor, where it matters which
 * @param drug which drug, where it matters which, 1 to 128 characters
 * @param source NIBP, ART or MONITOR, for vital signs
 * @param component which of several numbers, such as systolic
 * @param direction high or low
 * @param site the clinic, where it is known
 */
public record About(
    Optional<SessionId> session,
    Optional<DeviceId> device,
    Optional<String> drug,
    Optional<String> source,
    Optional<String> component,
    Optional<String> direction,
    Optional<String> site) {
  private static final int LONGEST = 128;

  /** Refuses what is about neither session nor device, and texts out of bounds. */
  public About {
    if (session.isEmpty() && device.isEmpty()) {
      throw new IllegalArgumentException("an alert is about a session or a device; this has none");
    }
    requireBounded("drug", drug);
    requireBounded("source", source);
    requireBounded("component", component);
    requireBounded("direction", direction);
    requireBounded("site", site);
  }

  private static void requireBounded(String name, Optional<String> text) {
    if (text.isPresent() && (text.get().isBlank() || text.get().length() > LONGEST)) {
      throw new IllegalArgumentException(
          name + " of " + text.get().length() + " characters is not 1 to " + LONGEST);
    }
  }

  /** About a session as a whole. */
  public static About session(SessionId session) {
    return new About(
        Optional.of(session),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** About a device that serves no session. */
  public static About device(DeviceId device) {
    return new About(
        Optional.empty(),
        Optional.of(device),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, of one device. */
  public About ofDevice(DeviceId which) {
    return new About(session, Optional.of(which), drug, source, component, direction, site);
  }

  /** The same, of one drug. */
  public About ofDrug(String which) {
    return new About(session, device, Optional.of(which), source, component, direction, site);
  }

  /** The same, of one side of one component of a vital sign from one source. */
  public About ofVital(String from, String which, String side) {
    return new About(
        session, device, drug, Optional.of(from), Optional.of(which), Optional.of(side), site);
  }

  /** The same, of one source. */
  public About ofSource(String from) {
    return new About(session, device, drug, Optional.of(from), component, direction, site);
  }

  /** The same, at one clinic. */
  public About at(String clinic) {
    return new About(session, device, drug, source, component, direction, Optional.of(clinic));
  }

  /** Whether both name the same thing, wherever it is. */
  boolean sameAs(About other) {
    return session.equals(other.session)
        && device.equals(other.device)
        && drug.equals(other.drug)
        && source.equals(other.source)
        && component.equals(other.component)
        && direction.equals(other.direction);
  }

  /** What names it, in a fixed order and number; empty where it has no such part. */
  String[] identity() {
    return new String[] {
      session.map(SessionId::value).orElse(""),
      device.map(DeviceId::value).orElse(""),
      drug.orElse(""),
      source.orElse(""),
      component.orElse(""),
      direction.orElse("")
    };
  }

  /** In words, without the session: a reader of an alert knows whose it is. */
  String words() {
    StringBuilder words = new StringBuilder();
    device.map(DeviceId::value).ifPresent(word -> words.append(' ').append(word));
    drug.ifPresent(word -> words.append(' ').append(word));
    source.ifPresent(word -> words.append(' ').append(word));
    component.ifPresent(word -> words.append(' ').append(word));
    direction.ifPresent(word -> words.append(' ').append(word));
    return words.toString().strip();
  }
}
