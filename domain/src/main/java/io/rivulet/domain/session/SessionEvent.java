package io.rivulet.domain.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something decided about a session. Events are never changed: a correction is another event, and
 * {@link SessionPlan} works out what holds.
 */
public sealed interface SessionEvent {
  /** Which event; the same event twice is one event. */
  String eventId();

  /** When it was recorded. Events of one session are ordered by this, then by their ids. */
  Instant recordedTime();

  /**
   * A session begins.
   *
   * @param site the clinic
   * @param subject a pseudonym, never a name or a record number
   * @param drug the drug under treatment; empty for a recording of many
   * @param route IV, IM or IN
   * @param plannedPerKg planned cumulative dose, per kg
   * @param plannedUnit what that is counted in
   * @param plannedDuration how long it should take
   */
  record Opened(
      String eventId,
      Instant recordedTime,
      String site,
      String subject,
      Optional<String> drug,
      String route,
      OptionalDouble plannedPerKg,
      Optional<AmountUnit> plannedUnit,
      Optional<Duration> plannedDuration)
      implements SessionEvent {
    /** Refuses missing names and a planned dose that is not above 0. */
    public Opened {
      Objects.requireNonNull(site, "site");
      Objects.requireNonNull(subject, "subject");
      if (plannedPerKg.isPresent() && !(plannedPerKg.getAsDouble() > 0)) {
        throw new IllegalArgumentException("planned dose " + plannedPerKg + " is not above 0");
      }
    }
  }

  /**
   * A body weight.
   *
   * @param from holds from here on; the first also before
   * @param weightKg above 0, at most 1000 kg
   * @param corrects the eventId of a weight that was wrong and that this one replaces
   */
  record WeightRecorded(
      String eventId,
      Instant recordedTime,
      Instant from,
      double weightKg,
      Optional<String> corrects)
      implements SessionEvent {
    /** Refuses what is no body weight. */
    public WeightRecorded {
      if (!(weightKg > 0 && weightKg <= 1000)) {
        throw new IllegalArgumentException("weight " + weightKg + " kg is outside 0 to 1000");
      }
    }
  }

  /**
   * A device serves the session for a time.
   *
   * @param from inclusive
   * @param to exclusive; empty while it lasts
   * @param replaces the eventId of a binding this one replaces
   */
  record DeviceBound(
      String eventId,
      Instant recordedTime,
      DeviceId device,
      Instant from,
      Optional<Instant> to,
      Optional<String> replaces)
      implements SessionEvent {
    /** Refuses a binding that ends before it begins. */
    public DeviceBound {
      if (to.isPresent() && to.get().isBefore(from)) {
        throw new IllegalArgumentException("binding of " + device + " ends before it begins");
      }
    }

    /** Whether the device served the session at an instant. */
    public boolean covers(Instant instant) {
      return !instant.isBefore(from) && (to.isEmpty() || instant.isBefore(to.get()));
    }
  }

  /**
   * A limits profile applies.
   *
   * @param profile the profile's name
   * @param from holds from here on; the first also before
   */
  record LimitsAssigned(String eventId, Instant recordedTime, String profile, Instant from)
      implements SessionEvent {}

  /**
   * What one mL of a drug holds, where the pump does not say.
   *
   * @param from holds from here on; the first also before
   */
  record ConcentrationRecorded(
      String eventId, Instant recordedTime, String drug, Instant from, Concentration concentration)
      implements SessionEvent {}

  /**
   * A session ends.
   *
   * @param at when
   */
  record Closed(String eventId, Instant recordedTime, Instant at) implements SessionEvent {}
}
