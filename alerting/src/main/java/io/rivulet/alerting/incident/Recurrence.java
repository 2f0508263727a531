package io.rivulet.alerting.incident;

import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How often one condition came lately. Alerts that open and close anew about the same thing have
 * ids of their own, so this is remembered by what they are about, and goes over from one incident
 * of a key to the next.
 *
 * @param of what: {@link io.rivulet.alerting.lifecycle.Statement#recurrence()}
 * @param openings when it came, the latest {@value #MOST_OPENINGS}, oldest first
 * @param flap where it comes too often, how that stands
 */
public record Recurrence(String of, List<Instant> openings, Optional<Flap> flap) {
  /** The most openings that are remembered. */
  public static final int MOST_OPENINGS = 32;

  /**
   * A condition that comes and goes too often to tell each time.
   *
   * @param since when that was found
   * @param count how often it came since the first opening that counted
   * @param change when it came or went last
   * @param presentSince since when it is there, where it is
   * @param presentMillis how long it was there before that, in ms, since it was found to flap
   * @param summarised when a summary was told last
   * @param known the priority at which somebody acknowledged it since, where somebody did: up to
   *     that it presses nobody until it settles
   */
  public record Flap(
      Instant since,
      int count,
      Instant change,
      Optional<Instant> presentSince,
      long presentMillis,
      Instant summarised,
      Optional<AlertPriority> known) {
    /** Refuses missing parts. */
    public Flap {
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(change, "change");
      Objects.requireNonNull(presentSince, "presentSince");
      Objects.requireNonNull(summarised, "summarised");
      Objects.requireNonNull(known, "known");
    }

    Flap summarisedAt(Instant at) {
      return new Flap(since, count, change, presentSince, presentMillis, at, known);
    }
  }

  /** Refuses missing parts and too many openings. */
  public Recurrence {
    Objects.requireNonNull(of, "of");
    openings = List.copyOf(openings);
    Objects.requireNonNull(flap, "flap");
    if (openings.size() > MOST_OPENINGS) {
      throw new IllegalArgumentException(
          openings.size() + " openings are remembered; at most " + MOST_OPENINGS);
    }
  }

  /** Nothing is remembered of it. */
  static Recurrence none(String of) {
    return new Recurrence(of, List.of(), Optional.empty());
  }

  /** How often it came lately. */
  int count() {
    return flap.map(Flap::count).orElse(openings.size());
  }
}
