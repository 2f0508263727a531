package io.rivulet.domain.dose;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The dose limits of a profile; a site's own. Amounts are in the canonical unit of the drug (mg,
 * [IU] or meq) per kg of the session's weight.
 *
 * @param ceilingPerKg by drug, the cumulative dose that is never to be passed, above 0
 * @param ratePerKgPerHour by drug, the highest running dose rate, per hour, above 0
 * @param planTolerance share by which the delivered dose may pass the planned one, 0 to 10
 * @param weightTolerance share by which a weight typed into a pump may differ from the session's, 0
 *     to 1
 * @param flapHold how long a condition may be away and still be the same one, 0 to 1 h
 */
public record DoseLimits(
    Map<String, Double> ceilingPerKg,
    Map<String, Double> ratePerKgPerHour,
    double planTolerance,
    double weightTolerance,
    Duration flapHold) {
  private static final int MAX_DRUGS = 256;
  private static final Duration MAX_FLAP_HOLD = Duration.ofHours(1);

  /** No ceilings; 10 % over plan, 5 % of weight, 15 s: what holds where a site says nothing. */
  public static final DoseLimits DEFAULT =
      new DoseLimits(Map.of(), Map.of(), 0.10, 0.05, Duration.ofSeconds(15));

  /** Keys drugs by {@link DrugName} and refuses what is no limit. */
  public DoseLimits {
    ceilingPerKg = byName("ceilingPerKg", ceilingPerKg);
    ratePerKgPerHour = byName("ratePerKgPerHour", ratePerKgPerHour);
    requireShare("planTolerance", planTolerance, 10);
    requireShare("weightTolerance", weightTolerance, 1);
    Objects.requireNonNull(flapHold, "flapHold");
    if (flapHold.isNegative() || flapHold.compareTo(MAX_FLAP_HOLD) > 0) {
      throw new IllegalArgumentException("flapHold " + flapHold + " is outside PT0S to PT1H");
    }
  }

  /** The cumulative ceiling of a drug, per kg; empty where the site sets none. */
  public OptionalDouble ceiling(String drug) {
    return limit(ceilingPerKg, drug);
  }

  /** The ceiling of a drug's running rate, per kg and hour; empty where the site sets none. */
  public OptionalDouble rateCeiling(String drug) {
    return limit(ratePerKgPerHour, drug);
  }

  private static OptionalDouble limit(Map<String, Double> limits, String drug) {
    Double limit = limits.get(DrugName.key(drug));
    return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
  }

  private static Map<String, Double> byName(String field, Map<String, Double> limits) {
    if (limits.size() > MAX_DRUGS) {
      throw new IllegalArgumentException(
          field + " names " + limits.size() + " drugs, more than " + MAX_DRUGS);
    }
    limits.forEach(
        (drug, limit) -> {
          if (drug.isBlank() || drug.length() > 128) {
            throw new IllegalArgumentException(
                field + " names a drug of " + drug.length() + " characters, not 1 to 128");
          }
          if (!(limit > 0) || limit.isInfinite()) {
            throw new IllegalArgumentException(
                field + " of " + drug + " is " + limit + ", not a finite number above 0");
          }
        });
    return limits.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> DrugName.key(entry.getKey()),
                Map.Entry::getValue,
                (one, other) -> {
                  throw new IllegalArgumentException(field + " names a drug twice");
                }));
  }

  private static void requireShare(String field, double share, double high) {
    if (!(share >= 0 && share <= high)) {
      throw new IllegalArgumentException(field + " " + share + " is outside 0 to " + high);
    }
  }
}
