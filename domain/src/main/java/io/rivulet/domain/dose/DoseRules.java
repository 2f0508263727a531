package io.rivulet.domain.dose;

import java.time.Duration;

/**
 * The tolerances of dose accounting (CLINICAL.md section 1); a site's own.
 *
 * @param gapLimit the longest gap between two samples over which rate x time is believed
 * @param mismatchShare relative divergence of counter and rate x time that is tolerated, 0 to 1
 * @param mismatchNanolitres absolute divergence that is tolerated, nL
 */
public record DoseRules(Duration gapLimit, double mismatchShare, long mismatchNanolitres) {
  /** One minute, 10 % and 0.2 mL. */
  public static final DoseRules DEFAULT = new DoseRules(Duration.ofSeconds(60), 0.10, 200_000);

  /** Refuses negative tolerances. */
  public DoseRules {
    if (gapLimit.isNegative() || !(mismatchShare >= 0) || mismatchNanolitres < 0) {
      throw new IllegalArgumentException(
          "dose rules " + gapLimit + ", " + mismatchShare + ", " + mismatchNanolitres + " nL");
    }
  }

  /** Whether counter and rate disagree by more than both tolerances. */
  public boolean mismatch(long counterNanolitres, long rateNanolitres) {
    long difference = Math.abs(counterNanolitres - rateNanolitres);
    return difference > mismatchNanolitres && difference > mismatchShare * rateNanolitres;
  }
}
