package io.rivulet.alerting.routing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that keeps alerts from being told.
 *
 * @param silences that people made, over or not
 * @param windows of the configuration
 * @param inhibited what other alerts hide
 */
public record Suppressions(
    List<Silence> silences, List<MaintenanceWindow> windows, Inhibited inhibited) {
  /** Nothing keeps anything. */
  public static final Suppressions NONE = new Suppressions(List.of(), List.of(), Inhibited.NONE);

  /** Copies what it is given. */
  public Suppressions {
    silences = List.copyOf(silences);
    windows = List.copyOf(windows);
    Objects.requireNonNull(inhibited, "inhibited");
  }

  /** What keeps an alert from being told at an instant; of several, the one that lasts longest. */
  public Optional<Suppression> of(ActiveAlert alert, Instant at) {
    throw new UnsupportedOperationException();
  }

  /** When, after an instant, another silence or window begins or ends; empty where none does. */
  public Optional<Instant> changesAfter(Instant at) {
    throw new UnsupportedOperationException();
  }
}
