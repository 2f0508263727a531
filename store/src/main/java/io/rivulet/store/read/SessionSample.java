package io.rivulet.store.read;

import java.util.Objects;

/**
 * A stored sample with the session that its device served at the sample's own time.
 *
 * @param session the session
 * @param sample the sample as it was landed
 * @param <T> kind of sample
 */
public record SessionSample<T>(String session, T sample) {
  /** Refuses anything missing. */
  public SessionSample {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(sample, "sample");
  }
}
