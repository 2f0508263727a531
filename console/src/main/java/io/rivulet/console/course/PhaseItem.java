package io.rivulet.console.course;

import java.time.Instant;
import java.util.Optional;

/**
 * A phase that was entered.
 *
 * @param key its event
 * @param phase such as INFUSION
 * @param at from here on
 * @param reason why, where the session went back
 * @param by who recorded it
 * @param recordedAt when
 */
public record PhaseItem(
    String key, String phase, Instant at, Optional<String> reason, String by, Instant recordedAt)
    implements CourseItem {
  @Override
  public Instant place() {
    return at;
  }
}
