package io.rivulet.alerting.routing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * What keeps an alert from being told at an instant. Of several, what people asked for comes
   * first, and of that what lasts longest; another alert is named where nothing else is.
   *
   * @param alert the alert's id
   */
  public Optional<Suppression> of(String alert, Labels labels, Instant at) {
    Stream<Suppression> byPeople = Stream.concat(bySilences(labels, at), byWindows(labels, at));
    return byPeople
        .max(Comparator.comparing(suppression -> suppression.until().orElse(Instant.MAX)))
        .or(() -> byAlerts(alert, labels));
  }

  private Stream<Suppression> bySilences(Labels labels, Instant at) {
    return silences.stream()
        .filter(silence -> silence.holdsAt(at) && silence.takes(labels))
        .map(
            silence ->
                new Suppression(
                    Suppression.Kind.SILENCE,
                    silence.id(),
                    silence.author(),
                    "silenced (" + silence.words() + "): " + silence.reason(),
                    Optional.of(silence.over()),
                    labels.urgent()));
  }

  private Stream<Suppression> byWindows(Labels labels, Instant at) {
    return windows.stream()
        .filter(window -> window.takes(labels))
        .flatMap(window -> window.endsIf(at).map(end -> by(window, labels, end)).stream());
  }

  private static Suppression by(MaintenanceWindow window, Labels labels, Instant end) {
    return new Suppression(
        Suppression.Kind.MAINTENANCE,
        window.name(),
        window.author(),
        "maintenance " + window.name() + ": " + window.reason(),
        Optional.of(end),
        labels.urgent());
  }

  private Optional<Suppression> byAlerts(String alert, Labels labels) {
    return Optional.ofNullable(inhibited.by().get(alert))
        .map(
            hidden ->
                new Suppression(
                    Suppression.Kind.INHIBITION,
                    hidden.rule(),
                    hidden.source(),
                    "told as alert " + hidden.source() + " instead, by " + hidden.rule(),
                    Optional.empty(),
                    labels.urgent()));
  }

  /** When, after an instant, another silence or window begins or ends; empty where none does. */
  public Optional<Instant> changesAfter(Instant at) {
    Stream<Instant> bySilences =
        silences.stream().flatMap(silence -> Stream.of(silence.from(), silence.over()));
    Stream<Instant> byWindows =
        windows.stream()
            .flatMap(
                window ->
                    Stream.concat(
                        window.endsIf(at).stream(), window.times().beginsAfter(at).stream()));
    return Stream.concat(bySilences, byWindows)
        .filter(change -> change.isAfter(at))
        .min(Comparator.naturalOrder());
  }
}
