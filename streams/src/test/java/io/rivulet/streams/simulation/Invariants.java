package io.rivulet.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.RouteDoseRecord;
import io.rivulet.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What holds after every step, whatever came and in whichever order. */
final class Invariants {
  private final KnownFacts facts;
  private final List<WardLimits> limits;

  Invariants(KnownFacts facts, List<WardLimits> limits) {
    this.facts = facts;
    this.limits = limits;
  }

  /** Checks what may have changed for one session. */
  void check(String session, Statements statements) {
    for (String device : facts.devices(session)) {
      doses(session, device, statements);
    }
    charted(session, statements);
    excursions(session, statements);
  }

  private void charted(String session, Statements statements) {
    Map<String, Double> stated = new TreeMap<>();
    statements
        .all(Topic.DOSE_TOTALS, DoseTotalRecord.class)
        .filter(total -> total.getSession().equals(session))
        .flatMap(total -> total.getRoutes().stream())
        .filter(RouteDoseRecord::getCharted)
        .forEach(route -> stated.merge(route.getRoute(), route.getAmount(), Double::sum));
    assertThat(stated).as("mg charted in %s", session).isEqualTo(facts.chartedMilligrams(session));
  }

  /** Checks what is about no session in particular. */
  void check(SimulatedStreams streams) {
    assertThat(streams.deadLetters()).as("dead letters").isZero();
    assertThat(streams.statements().all(Topic.DOSE_UPDATES, DoseUpdateRecord.class))
        .extracting(DoseUpdateRecord::getSession)
        .as("sessions of doses")
        .isSubsetOf(facts.sessions());
  }

  private void doses(String session, String device, Statements statements) {
    Map<String, DoseWitness.Account> expected = DoseWitness.accounts(facts, session, device);
    expected.forEach(
        (drug, account) ->
            dose(
                session + " " + device + " " + drug,
                statements.dose(session, device, drug),
                account));
    assertThat(
            statements
                .doses(session, device)
                .filter(stated -> stated.getSamples() > 0)
                .map(DoseUpdateRecord::getDrug))
        .as("drugs of %s in %s that have samples", device, session)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    mismatch(session, device, expected, statements);
  }

  private void dose(String name, DoseUpdateRecord stated, DoseWitness.Account account) {
    assertThat(stated).as("dose of %s", name).isNotNull();
    assertThat(stated.getSamples()).as("samples of %s", name).isEqualTo(account.samples);
    assertThat(stated.getResets()).as("resets of %s", name).isEqualTo(account.resets);
    nanolitres("volume", name, stated.getVolumeNanolitres(), account.volumeNanolitres, account);
    nanolitres(
        "estimate", name, stated.getEstimatedNanolitres(), account.estimatedNanolitres, account);
    nanolitres(
        "uncertainty",
        name,
        stated.getUncertaintyNanolitres(),
        account.uncertaintyNanolitres,
        account);
    if (account.concentrationMissing) {
      assertThat(stated.getAmount()).as("amount of %s", name).isNull();
    } else if (account.volumeNanolitres > 0) {
      assertThat(stated.getAmount()).as("amount of %s", name).isNotNegative();
      assertThat(stated.getAmount())
          .as("amount of %s", name)
          .isCloseTo(account.amount, within(tolerance(account)));
      if (account.weightMissing) {
        assertThat(stated.getAmountPerKg()).as("amount per kg of %s", name).isNull();
      } else {
        assertThat(stated.getAmountPerKg())
            .as("amount per kg of %s", name)
            .isCloseTo(account.amountPerKg, within(tolerance(account)));
      }
    }
  }

  private static void nanolitres(
      String what, String name, long stated, long expected, DoseWitness.Account account) {
    assertThat(stated).as("%s of %s", what, name).isNotNegative();
    assertThat(stated).as("%s of %s", what, name).isCloseTo(expected, within(roundings(account)));
  }

  private static long roundings(DoseWitness.Account account) {
    return account.roundings;
  }

  /** Ten milligrams in a millilitre at most: each rounding to a nanolitre moves 1e-5 mg. */
  private static double tolerance(DoseWitness.Account account) {
    return 1e-9 + account.roundings * 1e-5;
  }

  private void mismatch(
      String session,
      String device,
      Map<String, DoseWitness.Account> expected,
      Statements statements) {
    if (expected.values().stream().anyMatch(DoseWitness.Account::nearMismatch)) {
      return;
    }
    boolean present =
        statements
            .standingAlerts(session, "DOSE_MISMATCH")
            .filter(alert -> device.equals(alert.getDevice()))
            .anyMatch(AlertRecord::getPresent);
    assertThat(present)
        .as("mismatch of %s in %s", device, session)
        .isEqualTo(expected.values().stream().anyMatch(DoseWitness.Account::mismatch));
  }

  private void excursions(String session, Statements statements) {
    List<String> expected = ExcursionWitness.lines(facts, session, limits);
    List<String> stated = new ArrayList<>();
    List<String> alerts = new ArrayList<>();
    List<String> expectedAlerts = new ArrayList<>();
    statements
        .standingExcursions(session)
        .forEach(
            excursion -> {
              stated.add(line(excursion));
              expectedAlerts.add(excursion.getStart() + " present " + (excursion.getEnd() == null));
            });
    assertThat(stated)
        .as("excursions of %s", session)
        .containsExactlyInAnyOrderElementsOf(expected);
    statements
        .standingAlerts(session, "PRESSURE_EXCURSION")
        .forEach(alert -> alerts.add(alert.getStart() + " present " + alert.getPresent()));
    assertThat(alerts)
        .as("alerts for excursions of %s", session)
        .containsExactlyInAnyOrderElementsOf(expectedAlerts);
    assertThat(new TreeSet<>(stated)).as("distinct excursions").hasSameSizeAs(stated);
  }

  private static String line(ExcursionRecord excursion) {
    return ExcursionWitness.line(
        excursion.getSource(),
        excursion.getDirection(),
        excursion.getStart(),
        excursion.getEnd(),
        excursion.getPeak(),
        excursion.getReadings(),
        excursion.getSeverity());
  }
}
