package io.rivulet.alerting.incident;

import io.rivulet.alerting.oncall.Reach;
import java.time.Instant;
import java.util.Objects;

/**
 * What a receiver was told last.
 *
 * @param reach who, by which channel
 * @param first when they were told of the incident first
 * @param last when they were told anything last
 * @param content up to which change of what there is to tell they were told
 * @param digest a hash of what they were told: a change back to it is none
 * @param acknowledged whether they know that somebody knows
 */
public record Told(
    Reach reach, Instant first, Instant last, long content, String digest, boolean acknowledged) {
  /** Refuses missing parts. */
  public Told {
    Objects.requireNonNull(reach, "reach");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(digest, "digest");
  }
}
