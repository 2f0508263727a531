package io.rivulet.domain.desk;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.series.SeriesPlan;
import io.rivulet.domain.session.Checks;
import io.rivulet.domain.session.PlaceInSeries;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.SessionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decides about new sessions. */
final class OpeningDecisions {
  private final SessionBook book;
  private final SeriesBook series;
  private final DeskRules rules;

  OpeningDecisions(SessionBook book, SeriesBook series, DeskRules rules) {
    this.book = book;
    this.series = series;
    this.rules = rules;
  }

  SessionEvent open(SessionCommand.Open c, Hearing hearing) {
    Checks.name("site", c.site());
    Checks.name("subject", c.subject());
    c.drug().ifPresent(drug -> Checks.name("drug", drug));
    requireNew(c.session());
    if (book.size() >= rules.openMax()) {
      throw new Refusal(
          Decision.Why.FULL, book.size() + " sessions are open; close some before opening more");
    }
    if (c.planned().isPresent() && c.drug().isEmpty()) {
      throw new IllegalArgumentException("a dose is planned of no drug; name the drug");
    }
    Optional<PlannedDose> planned = c.planned();
    if (c.place().isPresent()) {
      SeriesPlan plan = place(c, c.place().get(), hearing);
      planned = planned.or(() -> ofSeries(c, plan, c.place().get().number()));
    }
    planned.ifPresent(
        dose ->
            rules.values().dosePerKg("planned dose", dose.perKg(), dose.unit(), hearing::question));
    askAboutOthers(c, hearing);
    return SessionEvents.opened(c, planned, hearing.eventId(), hearing.recordedAfter(Instant.MIN));
  }

  private void requireNew(SessionId session) {
    boolean opened = book.file(session).map(file -> file.plan().opened().isPresent()).orElse(false);
    if (opened || book.settled(session).isPresent()) {
      throw Hearing.conflict("session " + session + " was opened before; choose another name");
    }
  }

  private SeriesPlan place(SessionCommand.Open c, PlaceInSeries place, Hearing hearing) {
    SeriesPlan plan = series.open(place.series());
    SeriesEvent.Opened opened = plan.opened().orElseThrow();
    if (!opened.site().equals(c.site()) || !opened.subject().equals(c.subject())) {
      throw Hearing.conflict(
          "series "
              + place.series()
              + " is of subject "
              + opened.subject()
              + " at "
              + opened.site()
              + ", not of "
              + c.subject()
              + " at "
              + c.site());
    }
    if (place.number() > plan.steps().size()) {
      hearing.question(
          "series "
              + place.series()
              + " plans "
              + plan.steps().size()
              + " sessions, and this is "
              + place.number());
    }
    series
        .held(place)
        .ifPresent(
            other ->
                hearing.question(
                    "session "
                        + place.number()
                        + " of series "
                        + place.series()
                        + " is "
                        + other
                        + " already"));
    return plan;
  }

  /** The dose that the series names, where it is of the same drug and route. */
  private static Optional<PlannedDose> ofSeries(
      SessionCommand.Open c, SeriesPlan plan, int number) {
    SeriesEvent.Opened opened = plan.opened().orElseThrow();
    OptionalDouble dose = plan.dosePerKg(number);
    boolean same =
        c.route() == opened.route()
            && c.drug()
                .map(drug -> drug.toLowerCase(Locale.ROOT))
                .equals(Optional.of(opened.drug().toLowerCase(Locale.ROOT)));
    return same && dose.isPresent()
        ? Optional.of(new PlannedDose(dose.getAsDouble(), opened.unit(), Optional.empty()))
        : Optional.empty();
  }

  private void askAboutOthers(SessionCommand.Open c, Hearing hearing) {
    List<SessionId> others =
        book.files().stream()
            .filter(file -> isOpenOf(file, c))
            .map(SessionFile::session)
            .sorted()
            .limit(3)
            .toList();
    if (!others.isEmpty()) {
      hearing.question("subject " + c.subject() + " has an open session already: " + others);
    }
  }

  private static boolean isOpenOf(SessionFile file, SessionCommand.Open c) {
    return file.plan().closed().isEmpty()
        && file.plan()
            .opened()
            .map(one -> one.site().equals(c.site()) && one.subject().equals(c.subject()))
            .orElse(false);
  }
}
