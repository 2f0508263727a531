package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody wants not to be told.
 *
 * @param matchers all of them have to match, 1 to 16, each {@code label=value}, {@code
 *     label!=value}, {@code label=~expression} or {@code label!~expression}
 * @param reason why, 1 to 500 characters
 * @param begins from when; now where empty
 * @param ends until when
 */
public record SilenceRequest(
    List<String> matchers, String reason, Optional<Instant> begins, Instant ends) {
  /** Refuses missing parts; what else is wrong the desk answers. */
  public SilenceRequest {
    matchers = List.copyOf(matchers);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(begins, "begins");
    Objects.requireNonNull(ends, "ends");
  }
}
