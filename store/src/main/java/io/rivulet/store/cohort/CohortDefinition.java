package io.rivulet.store.cohort;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Which sessions a study is about. All that is given must hold; only sessions that have ended are
 * chosen, because one that goes on is another tomorrow.
 *
 * @param name 1 to 64 of letters, digits, dots, hyphens and underscores
 * @param sites any of these; empty for all
 * @param drugs the session's drug, in whatever case, is any of these; empty for all
 * @param from begun at this time or later
 * @param to begun before this time
 * @param minDosePerKg received at least this much of its drug
 * @param maxDosePerKg received at most this much of its drug
 * @param outcome a score after the session
 * @param excursion whether it had excursions
 * @param excluded sessions left out by name
 */
public record CohortDefinition(
    String name,
    List<String> sites,
    List<String> drugs,
    Optional<Instant> from,
    Optional<Instant> to,
    OptionalDouble minDosePerKg,
    OptionalDouble maxDosePerKg,
    Optional<Outcome> outcome,
    Optional<Excursion> excursion,
    List<String> excluded) {
  /** Values of one list. */
  public static final int LIST_MAX = 1_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * A score of a questionnaire after the session.
   *
   * @param instrument such as PHQ-9
   * @param min at least
   * @param max at most
   */
  public record Outcome(String instrument, OptionalDouble min, OptionalDouble max) {
    /** Refuses a missing instrument. */
    public Outcome {
      Objects.requireNonNull(instrument, "instrument");
    }
  }

  /** Whether a session had excursions that hold. */
  public enum Excursion {
    /** At least one. */
    ANY,
    /** A critical one. */
    CRITICAL,
    /** None. */
    NONE
  }

  /** Refuses names that cannot be and spans without an inside. */
  public CohortDefinition {
    sites = List.copyOf(sites);
    drugs = List.copyOf(drugs);
    excluded = List.copyOf(excluded);
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name \"" + name + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new IllegalArgumentException(
          "the span from %s to %s is empty; it needs a later end".formatted(from.get(), to.get()));
    }
    for (List<String> list : List.of(sites, drugs, excluded)) {
      if (list.size() > LIST_MAX) {
        throw new IllegalArgumentException(
            "a list has " + list.size() + " values; at most " + LIST_MAX + " are taken");
      }
    }
  }
}
