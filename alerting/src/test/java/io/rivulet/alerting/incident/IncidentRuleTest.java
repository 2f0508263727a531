package io.rivulet.alerting.incident;

import static io.rivulet.alerting.incident.Plans.TERMS;
import static io.rivulet.alerting.incident.Plans.plan;
import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static io.rivulet.alerting.lifecycle.StatementBuilder.silence;
import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.oncall.ContactMethod;
import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.oncall.Person;
import io.rivulet.alerting.oncall.Target;
import io.rivulet.alerting.routing.InhibitionReader;
import io.rivulet.alerting.routing.Label;
import io.rivulet.alerting.routing.Matcher;
import io.rivulet.alerting.routing.Route;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.alerting.routing.Silence;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IncidentRuleTest {
  private final MemoryLedger ledger = new MemoryLedger(plan(TERMS), START);

  /** Who was told what since the last look, such as "anna opened". */
  private List<String> told() {
    return words(ledger.told());
  }

  private static List<String> words(List<Notification> notifications) {
    return notifications.stream()
        .map(
            one ->
                one.recipient().map(who -> who.person()).orElse(one.channel())
                    + " "
                    + one.reason().code())
        .toList();
  }

  private void minutes(int count) {
    ledger.after(Duration.ofMinutes(count));
  }

  private void seconds(int count) {
    ledger.after(Duration.ofSeconds(count));
  }

  private List<AuditEvent> events() {
    return ledger.audit().stream().map(AuditEntry::event).toList();
  }

  private Silence silenceOf(String match, Instant until) {
    return new Silence(
        "s", List.of(Matcher.parse(match)), "ben", "test", ledger.now(), until, Optional.empty());
  }

  @Test
  @Requirement("INCI-001")
  void aConditionThatLastsIsToldAfterTheDelay() {
    ledger.state(statement("a").build());
    assertThat(told()).isEmpty();
    assertThat(ledger.due(ledger.incident().id())).contains(START.plusSeconds(10));

    seconds(9);
    assertThat(told()).isEmpty();
    seconds(1);
    assertThat(told()).containsExactly("anna opened");
    assertThat(ledger.incident().state()).isEqualTo(IncidentState.SIGNALLED);
  }

  @Test
  @Requirement("INCI-001")
  void aConditionThatIsOverBeforeTheDelayIsClosedWithoutAWord() {
    ledger.state(statement("a").build());
    seconds(9);
    ledger.state(statement("a").revision(2).over().build());
    minutes(60);

    assertThat(told()).isEmpty();
    assertThat(ledger.incident().state()).isEqualTo(IncidentState.RESOLVED);
    AuditEntry last = ledger.audit().get(ledger.audit().size() - 1);
    assertThat(last.event()).isEqualTo(AuditEvent.CLOSED);
    assertThat(last.detail()).containsEntry("why", "over before anybody was told");
  }

  @Test
  @Requirement("INCI-001")
  void aHighPriorityPhysiologicalAlertIsToldAtOnce() {
    ledger.state(statement("a").high().build());

    assertThat(told()).containsExactly("anna opened");
  }

  @Test
  @Requirement("INCI-001")
  void oneThatBecomesHighWhileItWaitsIsToldAtOnce() {
    ledger.state(statement("a").build());
    seconds(3);
    ledger.state(statement("a").revision(2).high().build());

    assertThat(told()).containsExactly("anna opened");
  }

  @Test
  @Requirement("INCI-002")
  void whileNobodyKnowsItGoesUpThePolicyAndThenToTheLastResortAgainAndAgain() {
    ledger.state(statement("a").high().build());
    assertThat(told()).containsExactly("anna opened");
    minutes(5);
    assertThat(told()).containsExactly("ben escalated");
    minutes(10);
    assertThat(told()).containsExactly("anna repeated");
    minutes(5);
    assertThat(told()).containsExactly("ben repeated");
    minutes(10);
    assertThat(told()).containsExactly("chief escalated");
    minutes(10);
    assertThat(told()).containsExactly("chief repeated");
    minutes(60);
    assertThat(told().stream().filter("chief repeated"::equals)).hasSize(6);
    assertThat(events()).contains(AuditEvent.ESCALATED);
    assertThat(ledger.notifications().get(1).why()).isEqualTo("route root; step 2 of policy night");
  }

  @Test
  @Requirement("INCI-002")
  void whoWasToldAndHeardNothingSinceIsReminded() {
    ledger.state(statement("a").high().build());
    minutes(75);
    told();
    minutes(2);

    assertThat(told()).isEmpty();
    minutes(3);
    assertThat(told()).containsExactlyInAnyOrder("chief repeated", "ben repeated");
  }

  @Test
  @Requirement("INCI-003")
  void anAcknowledgementStopsItAndIsToldToThoseWhoWereTold() {
    ledger.state(statement("a").high().build());
    minutes(5);
    told();
    ledger.acknowledge("a", "ben");

    assertThat(told()).containsExactlyInAnyOrder("anna acknowledged", "ben acknowledged");
    assertThat(ledger.incident().state()).isEqualTo(IncidentState.ACKNOWLEDGED);
    assertThat(ledger.notifications().get(2).why()).contains("acknowledged by ben");
    minutes(600);
    assertThat(told()).isEmpty();
  }

  @Test
  @Requirement("INCI-003")
  void whereTheRouteAsksWhoWasToldIsRemindedOfWhatIsAcknowledgedAndStillThere() {
    RouteTerms terms =
        new RouteTerms(
            "night",
            TERMS.groupBy(),
            TERMS.delay(),
            TERMS.urgentDelay(),
            TERMS.groupInterval(),
            TERMS.repeat(),
            false,
            Optional.of(Duration.ofHours(2)));
    ledger.plan(plan(terms));
    ledger.state(statement("a").high().build());
    told();
    ledger.acknowledge("a", "ben");
    assertThat(told()).isEmpty();
    minutes(119);
    assertThat(told()).isEmpty();
    minutes(1);
    assertThat(told()).containsExactly("anna repeated");
    ledger.state(statement("a").high().revision(2).over().build());
    assertThat(told()).containsExactly("anna resolved");
  }

  @Test
  @Requirement("INCI-003")
  void whatIsNewAfterAnAcknowledgementBeginsAnew() {
    ledger.state(statement("a").high().build());
    ledger.acknowledge("a", "anna");
    told();
    minutes(30);
    ledger.state(statement("b").category("SPO2_EXCURSION").high().build());

    assertThat(told()).containsExactly("anna changed");
    minutes(5);
    assertThat(told()).containsExactly("ben escalated");
    ledger.acknowledge("b", "ben");
    assertThat(told()).containsExactlyInAnyOrder("anna acknowledged", "ben acknowledged");
  }

  @Test
  @Requirement("INCI-004")
  void whoWasToldIsToldTheEnd() {
    ledger.state(statement("a").build());
    minutes(6);
    assertThat(told()).containsExactly("anna opened", "ben escalated");
    ledger.state(statement("a").revision(2).over().build());

    assertThat(told()).containsExactlyInAnyOrder("anna resolved", "ben resolved");
    assertThat(ledger.incident().state()).isEqualTo(IncidentState.RESOLVED);
    NotifiedAlert alert = ledger.notifications().get(2).alerts().get(0);
    assertThat(alert.state()).isEqualTo(AlertState.CLOSED);
    minutes(600);
    assertThat(told()).isEmpty();
  }

  @Test
  @Requirement("INCI-004")
  void whatLatchesGoesOnUntilSomebodyKnows() {
    ledger.state(statement("a").high().build());
    told();
    ledger.state(statement("a").high().revision(2).over().build());
    minutes(2);
    assertThat(told()).containsExactly("anna changed");
    minutes(3);
    assertThat(told()).containsExactly("ben escalated");
    ledger.acknowledge("a", "ben");
    assertThat(told()).containsExactlyInAnyOrder("anna resolved", "ben resolved");
  }

  @Test
  @Requirement("INCI-004")
  void whatIsTakenBackIsToldAsThat() {
    ledger.state(statement("a").high().build());
    told();
    ledger.state(statement("a").high().revision(2).withdrawn().build());

    assertThat(told()).containsExactly("anna withdrawn");
    assertThat(ledger.notifications().get(1).why()).contains("withdrawn: late data");
  }

  @Test
  @Requirement("INCI-005")
  void aSuccessorTakesTheIncidentOverWhicheverRecordComesFirst() {
    ledger.state(statement("a").high().build());
    told();
    ledger.acknowledge("a", "anna");
    told();
    ledger.state(statement("a").high().revision(2).withdrawnFor("b").build());
    seconds(1);
    ledger.state(statement("b").high().build());
    assertThat(told()).isEmpty();
    assertThat(ledger.alert("b").state()).isEqualTo(AlertState.ACKNOWLEDGED);
    ledger.state(statement("c").high().build());
    told();
    ledger.acknowledge("c", "anna");
    ledger.state(statement("b").high().revision(2).withdrawnFor("c").build());
    ledger.state(statement("c").high().revision(2).over().build());

    assertThat(ledger.incident().state()).isEqualTo(IncidentState.RESOLVED);
  }

  @Test
  @Requirement("INCI-005")
  void aSuccessorThatDoesNotComeIsNotAwaitedForLong() {
    ledger.state(statement("a").high().build());
    told();
    ledger.state(statement("a").high().revision(2).withdrawnFor("b").build());
    seconds(9);
    assertThat(told()).isEmpty();
    seconds(1);

    assertThat(told()).containsExactly("anna withdrawn");
  }

  @Test
  @Requirement("INCI-005")
  void escalationGoesOnWithTheSuccessorFromWhereItWas() {
    ledger.state(statement("a").high().build());
    minutes(4);
    told();
    ledger.state(statement("a").high().revision(2).withdrawnFor("b").build());
    seconds(1);
    ledger.state(statement("b").high().build());
    seconds(59);

    assertThat(told()).contains("ben escalated");
  }

  @Test
  @Requirement("INCI-006")
  void furtherAlertsAreToldTogetherAfterTheInterval() {
    ledger.state(statement("a").build());
    seconds(10);
    assertThat(told()).containsExactly("anna opened");
    ledger.state(silence("b", "p1").build());
    seconds(30);
    ledger.state(silence("c", "p2").build());
    seconds(89);
    assertThat(told()).isEmpty();
    seconds(1);

    assertThat(told()).containsExactly("anna changed");
    assertThat(ledger.notifications().get(1).alerts())
        .extracting(NotifiedAlert::id)
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  @Requirement("INCI-006")
  void aNewHighPriorityAlertAndARaisedPriorityAreToldAtOnce() {
    ledger.state(statement("a").build());
    seconds(10);
    told();
    ledger.state(statement("b").category("SPO2_EXCURSION").high().build());
    assertThat(told()).containsExactly("anna changed");
    assertThat(ledger.notifications().get(1).alerts().get(0).id()).isEqualTo("b");
    ledger.state(statement("a").revision(2).high().build());
    assertThat(told()).containsExactly("anna changed");
  }

  @Test
  @Requirement("INCI-006")
  void whatCameAndWentBeforeItWasToldIsNotTold() {
    ledger.state(statement("a").build());
    seconds(10);
    told();
    ledger.state(silence("b", "p1").build());
    seconds(30);
    ledger.state(silence("b", "p1").revision(2).over().build());
    minutes(4);

    assertThat(told()).isEmpty();
  }

  @Test
  @Requirement("INCI-006")
  void whatIsMeasuredIsNoReasonOfItsOwn() {
    ledger.state(statement("a").high().build());
    told();
    for (int i = 2; i < 200; i++) {
      seconds(1);
      ledger.state(statement("a").high().revision(i).build());
    }

    assertThat(told()).isEmpty();
  }

  @Test
  @Requirement("INCI-007")
  void aSilencedAlertIsNotToldUntilTheSilenceEnds() {
    ledger.silence(silenceOf("category = PRESSURE_EXCURSION", START.plusSeconds(600)));
    ledger.state(statement("a").high().build());
    assertThat(events()).contains(AuditEvent.SUPPRESSED);
    assertThat(
            ledger.audit().stream()
                .filter(entry -> entry.event() == AuditEvent.SUPPRESSED)
                .findFirst()
                .orElseThrow()
                .detail())
        .containsEntry("author", "ben")
        .containsEntry("until", START.plusSeconds(600).toString())
        .containsKey("shown");
    seconds(599);
    assertThat(told()).isEmpty();
    seconds(1);

    assertThat(told()).containsExactly("anna opened");
    assertThat(events()).contains(AuditEvent.RELEASED);
  }

  @Test
  @Requirement("INCI-007")
  void aSilenceStopsEscalationAndTheEndIsStillTold() {
    ledger.state(statement("a").high().build());
    told();
    ledger.silence(silenceOf("site = zurich", START.plusSeconds(6_000)));
    minutes(30);
    assertThat(told()).isEmpty();
    ledger.state(statement("a").high().revision(2).withdrawn().build());

    assertThat(told()).containsExactly("anna withdrawn");
  }

  @Test
  @Requirement("INCI-007")
  void whatAnotherAlertHidesIsToldWhenThatIsOver() {
    ledger.inhibitions(InhibitionReader.DEFAULT);
    ledger.state(statement("blind").category("BRIDGE_BLIND").build());
    ledger.state(silence("b", "p1").build());
    seconds(20);
    assertThat(told()).containsExactly("anna opened");
    assertThat(ledger.notifications().get(0).alerts())
        .extracting(NotifiedAlert::id)
        .containsExactly("blind");
    minutes(1);
    ledger.state(statement("blind").category("BRIDGE_BLIND").revision(2).over().build());
    minutes(2);

    assertThat(told()).containsExactly("anna changed");
    assertThat(ledger.notifications().get(1).alerts()).extracting(NotifiedAlert::id).contains("b");
  }

  private static EscalationPolicy policy(int repeats, String lastResort, String... people) {
    return new EscalationPolicy(
        "night",
        java.util.Arrays.stream(people).map(who -> Plans.step(5, Target.ofPerson(who))).toList(),
        repeats,
        Duration.ofMinutes(10),
        List.of(Target.ofPerson(lastResort)));
  }

  @Test
  @Requirement("INCI-008")
  void aStepThatReachesNobodyIsAuditedAndTheNextIsTakenAtOnce() {
    ledger.plan(Plans.with(plan(TERMS), policy(0, "chief", "nobody", "ben")));
    ledger.state(statement("a").high().build());
    minutes(5);

    assertThat(told()).containsExactly("ben escalated");
    assertThat(events()).contains(AuditEvent.NOBODY_REACHED);
  }

  @Test
  @Requirement("INCI-008")
  void aPolicyThatReachesNobodyCallsTheLastResortAtOnce() {
    ledger.plan(Plans.with(plan(TERMS), policy(100, "chief", "nobody", "none")));
    ledger.state(statement("a").high().build());
    minutes(5);

    assertThat(told()).containsExactly("chief escalated");
  }

  @Test
  @Requirement("INCI-008")
  void whereNotEvenTheLastResortReachesAnybodyItIsTriedAgain() {
    ledger.plan(Plans.with(plan(TERMS), policy(0, "nobody", "nobody")));
    ledger.state(statement("a").high().build());
    minutes(60);
    assertThat(told()).isEmpty();
    assertThat(events().stream().filter(AuditEvent.NOBODY_REACHED::equals)).hasSizeBetween(5, 10);
    ledger.plan(plan(TERMS));
    minutes(10);

    assertThat(told()).isNotEmpty();
  }

  @Test
  @Requirement("INCI-009")
  void aChangedConfigurationIsGoneOnWith() {
    Route zurich =
        new Route("zurich", List.of(Matcher.parse("site = zurich")), TERMS, false, List.of());
    ledger.plan(plan(TERMS, zurich));
    ledger.state(statement("a").high().build());
    minutes(5);
    assertThat(told()).containsExactly("anna opened", "ben escalated");
    ledger.plan(Plans.with(plan(RouteTerms.of("gone")), Plans.NIGHT, policy(0, "chief", "ben")));
    minutes(60);
    assertThat(told()).isNotEmpty();
    ledger.plan(Plans.with(plan(RouteTerms.of("night")), policy(0, "chief", "ben")));
    minutes(60);
    assertThat(told()).contains("chief repeated");
    ledger.acknowledge("a", "chief");
    told();
    minutes(600);
    assertThat(told()).isEmpty();
  }

  @Test
  @Requirement("INCI-010")
  void aWarningThatBecomesCriticalReachesThoseWhoAreThereForCriticalOnes() {
    Route critical =
        new Route(
            "critical",
            List.of(Matcher.parse("priority = high")),
            new RouteTerms(
                "page",
                List.of(Label.SESSION),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofHours(1),
                true,
                Optional.empty()),
            false,
            List.of());
    EscalationPolicy page =
        new EscalationPolicy(
            "page",
            List.of(Plans.step(0, Target.ofPerson("chief"))),
            0,
            Duration.ofMinutes(10),
            List.of(Target.ofPerson("chief")));
    ledger.plan(Plans.with(plan(TERMS, critical), Plans.NIGHT, page));
    ledger.state(statement("a").build());
    seconds(10);
    assertThat(told()).containsExactly("anna opened");
    ledger.state(statement("a").revision(2).high().build());
    assertThat(told()).containsExactlyInAnyOrder("anna changed", "chief opened");
    ledger.acknowledge("a", "chief");
    assertThat(told()).containsExactlyInAnyOrder("anna acknowledged", "chief acknowledged");
    ledger.state(statement("a").revision(3).high().over().build());
    assertThat(told()).containsExactlyInAnyOrder("anna resolved", "chief resolved");
  }

  @Test
  @Requirement("INCI-011")
  void askedAgainItHasNothingToAdd() {
    ledger.state(statement("a").high().build());
    ledger.state(silence("b", "p1").build());
    minutes(7);
    Incident before = ledger.incident();
    int notifications = ledger.notifications().size();
    int audit = ledger.audit().size();
    ledger.decideAll();
    ledger.decideAll();

    assertThat(ledger.incident()).isEqualTo(before);
    assertThat(ledger.notifications()).hasSize(notifications);
    assertThat(ledger.audit()).hasSize(audit);
  }

  @Test
  @Requirement("INCI-011")
  void afterAStandstillEverybodyStillHasTheirTimeToAnswer() {
    ledger.state(statement("a").high().build());
    told();
    ledger.standStill(Duration.ofHours(2));
    ledger.decideAll();
    assertThat(told()).contains("ben escalated").doesNotContain("chief escalated");
    minutes(9);
    assertThat(told()).isEmpty();
    minutes(1);
    assertThat(told()).containsExactly("anna repeated");
  }

  @Test
  @Requirement("INCI-012")
  void anIncidentRemembersTwoHundredAlertsAndCountsTheRest() {
    RouteTerms terms = TERMS;
    ledger.plan(plan(terms));
    for (int i = 0; i < 250; i++) {
      ledger.state(silence("t" + i, "p" + i).build());
    }
    seconds(10);
    Notification first = ledger.told().get(0);
    assertThat(first.alerts()).hasSize(Notification.MOST_ALERTS);
    assertThat(first.furtherAlerts()).isEqualTo(230);
    assertThat(ledger.incident().members()).hasSize(Incident.MOST_MEMBERS);
    assertThat(ledger.incident().furtherMembers()).isEqualTo(50);

    ledger.state(statement("worst").high().build());
    assertThat(told()).containsExactly("anna changed");
    assertThat(ledger.notifications().get(1).alerts().get(0).id()).isEqualTo("worst");
    for (int i = 0; i < 250; i++) {
      ledger.state(silence("t" + i, "p" + i).revision(2).over().build());
    }
    ledger.state(statement("worst").priority(AlertPriority.LOW).revision(2).over().build());
    assertThat(ledger.incident().state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(told()).contains("anna resolved");
  }

  @Test
  @Requirement("INCI-016")
  void aPriorityThatRisesReachesPeopleByTheWaysForTheHigherOne() {
    PlanContext plan = plan(TERMS);
    Person anna =
        new Person(
            "anna",
            "Anna",
            List.of(
                new ContactMethod("mail", "anna@x.test", EnumSet.allOf(AlertPriority.class)),
                new ContactMethod("pager", "123", EnumSet.of(AlertPriority.HIGH))));
    ledger.plan(
        new PlanContext(
            plan.routing(),
            plan.policies(),
            new OnCall(Map.of("anna", anna), Map.of(), List.of()),
            plan.units(),
            plan.flapping(),
            plan.suppressions()));
    ledger.state(statement("a").build());
    seconds(10);
    assertThat(ledger.told()).extracting(Notification::channel).containsExactly("mail");
    minutes(1);
    ledger.state(statement("a").revision(2).high().build());

    List<Notification> told = ledger.told();
    assertThat(told).extracting(Notification::channel).containsExactlyInAnyOrder("mail", "pager");
    assertThat(words(told)).containsExactlyInAnyOrder("anna changed", "anna opened");
  }

  @Test
  @Requirement("INCI-006")
  void aSuccessorIsToldAtOnceOnlyWhereItIsWorse() {
    ledger.state(statement("a").build());
    seconds(10);
    told();
    ledger.state(statement("a").revision(2).withdrawnFor("b").build());
    ledger.state(statement("b").build());
    seconds(30);
    assertThat(told()).isEmpty();
    ledger.state(statement("b").revision(2).withdrawnFor("c").build());
    ledger.state(statement("c").high().build());

    assertThat(told()).containsExactly("anna changed");
  }

  @Test
  @Requirement("INCI-012")
  void ofMoreReceiversThanSixtyFourThoseWhoHeardNothingForLongestAreForgotten() {
    List<String> people = IntStream.range(0, 80).mapToObj(i -> "p" + i).toList();
    List<EscalationPolicy.Step> steps =
        IntStream.range(0, 4)
            .mapToObj(
                step ->
                    new EscalationPolicy.Step(
                        Duration.ofMinutes(1),
                        people.subList(step * 20, step * 20 + 20).stream()
                            .map(Target::ofPerson)
                            .toList()))
            .toList();
    EscalationPolicy everybody =
        new EscalationPolicy(
            "night", steps, 0, Duration.ofHours(5), List.of(Target.ofPerson("p79")));
    PlanContext plan = plan(TERMS);
    ledger.plan(
        new PlanContext(
            plan.routing(),
            Map.of("night", everybody),
            Plans.people(people.toArray(String[]::new)),
            plan.units(),
            plan.flapping(),
            plan.suppressions()));
    ledger.state(statement("a").high().build());
    minutes(4);
    assertThat(ledger.told()).hasSize(80);
    assertThat(ledger.incident().told()).hasSize(Incident.MOST_TOLD);
    ledger.state(statement("a").revision(2).high().withdrawn().build());

    List<String> ends = told();
    assertThat(ends).hasSize(64).contains("p79 withdrawn", "p20 withdrawn");
  }

  @Test
  @Requirement("INCI-009")
  void underAnotherPolicyItBeginsAnew() {
    EscalationPolicy other =
        new EscalationPolicy(
            "other",
            List.of(Plans.step(0, Target.ofPerson("chief"))),
            0,
            Duration.ofMinutes(10),
            List.of(Target.ofPerson("chief")));
    ledger.state(statement("a").high().build());
    minutes(6);
    told();
    ledger.plan(Plans.with(plan(RouteTerms.of("other")), other));

    assertThat(told()).containsExactly("chief opened");
  }
}
