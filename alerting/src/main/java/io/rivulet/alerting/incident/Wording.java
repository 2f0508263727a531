package io.rivulet.alerting.incident;

import io.rivulet.alerting.incident.Recurrence.Flap;
import io.rivulet.alerting.lifecycle.Acknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.StringJoiner;

/** Says in words why somebody is told something. */
final class Wording {
  private final Standing standing;

  Wording(Standing standing) {
    this.standing = standing;
  }

  String why(Telling telling) {
    StringJoiner why = new StringJoiner("; ");
    why.add("route " + standing.incident().key().route());
    why.add(telling.words());
    switch (telling.reason()) {
      case ACKNOWLEDGED -> acknowledged().ifPresent(why::add);
      case RESOLVED -> why.add("over");
      case WITHDRAWN -> why.add("withdrawn: late data");
      case OPENED, ESCALATED, REPEATED, CHANGED, FLAPPING, TEST -> {}
    }
    flaps().ifPresent(why::add);
    return why.toString();
  }

  private Optional<String> acknowledged() {
    return standing.members().seen().stream()
        .flatMap(one -> one.alert().acknowledgement().stream())
        .max(Comparator.comparing(Acknowledgement::at))
        .map(
            last ->
                "acknowledged by "
                    + last.by()
                    + " at "
                    + seconds(last.at())
                    + last.note().map(note -> ": " + note).orElse(""));
  }

  private Optional<String> flaps() {
    return standing.members().seen().stream()
        .flatMap(one -> one.recurrence().flap().stream())
        .max(Comparator.comparingInt(Flap::count))
        .map(flap -> words(flap, standing.now()));
  }

  /** How often it came and how long it was there. */
  static String words(Flap flap, Instant now) {
    long present =
        flap.presentMillis()
            + flap.presentSince().map(since -> Duration.between(since, now).toMillis()).orElse(0L);
    return "came "
        + flap.count()
        + " times, found to flap at "
        + seconds(flap.since())
        + ", since then there for "
        + Duration.ofMillis(present).truncatedTo(ChronoUnit.SECONDS);
  }

  static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
