package io.rivulet.alerting.clerk;

import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.alerting.AlertingServers;
import io.rivulet.alerting.TestClock;
import io.rivulet.alerting.TestDatabase;
import io.rivulet.alerting.TestPlans;
import io.rivulet.alerting.audit.AuditChain;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.alerting.desk.AlertFilter;
import io.rivulet.alerting.desk.AlertView;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.AuditFilter;
import io.rivulet.alerting.desk.Burden;
import io.rivulet.alerting.desk.ChannelView;
import io.rivulet.alerting.desk.DeliveryFilter;
import io.rivulet.alerting.desk.Explained;
import io.rivulet.alerting.desk.IncidentFilter;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.desk.OverrideRequest;
import io.rivulet.alerting.desk.Page;
import io.rivulet.alerting.desk.SampleAlert;
import io.rivulet.alerting.desk.SilenceRequest;
import io.rivulet.alerting.desk.SilenceView;
import io.rivulet.alerting.desk.SiteCount;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.desk.SuppressedAlert;
import io.rivulet.alerting.desk.TestRequest;
import io.rivulet.alerting.ledger.TestLedger;
import io.rivulet.alerting.lifecycle.StatementBuilder;
import io.rivulet.alerting.lifecycle.Subject;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people ask and do, over the database. */
class LedgerDeskIT {
  @RegisterExtension static final AlertingServers SERVERS = new AlertingServers();

  private final TestClock clock = new TestClock();
  private TestDatabase database;
  private TestLedger ledger;
  private LedgerDesk desk;
  private int events;

  @BeforeEach
  void open() {
    database = SERVERS.newDatabase();
    ledger = new TestLedger(database, TestPlans.of(TestPlans.SIMPLE), clock);
    desk =
        new LedgerDesk(
            ledger.ledger(),
            new LedgerDesk.SilenceBounds(Duration.ofHours(24), Duration.ofHours(1)),
            ledger::plan,
            () -> {
              throw new AssertionError("nothing here asks which plan holds");
            },
            new AuditChain(),
            () -> {});
  }

  @AfterEach
  void close() {
    assertThat(desk.verifyAudit(1, Optional.empty()).problem()).isEmpty();
    ledger.close();
    database.close();
  }

  private Origin anna() {
    return new Origin("event-" + events++, "anna");
  }

  @Test
  @Requirement("LEDGER-015")
  void theSameCommandUnderTheSameIdIsOneAndAnotherIsAConflict() {
    ledger.take(statement("A").build());
    Origin origin = anna();

    Answer<AlertView> first = desk.acknowledgeAlert(origin, "A", Optional.of("seen"));
    long audit = desk.overview().lastAudit();
    Answer<AlertView> again = desk.acknowledgeAlert(origin, "A", Optional.of("seen"));

    assertThat(first)
        .isInstanceOfSatisfying(Answer.Done.class, done -> assertThat(done.repeated()).isFalse());
    assertThat(again)
        .isInstanceOfSatisfying(Answer.Done.class, done -> assertThat(done.repeated()).isTrue());
    assertThat(desk.overview().lastAudit()).isEqualTo(audit);
    assertThat(desk.acknowledgeAlert(origin, "A", Optional.of("other")))
        .isInstanceOf(Answer.Conflict.class);
    assertThat(desk.acknowledgeAlert(anna(), "B", Optional.empty()))
        .isInstanceOf(Answer.Unknown.class);
    assertThat(desk.note(anna(), "A", "x".repeat(501))).isInstanceOf(Answer.Refused.class);
    AlertView view = desk.alert("A").orElseThrow().alert();
    assertThat(view.alert().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(view.alert().acknowledgedBy()).contains("anna");
    assertThat(view.alert().note()).contains("seen");
  }

  @Test
  @Requirement("LEDGER-016")
  void silencesAreBoundedAndShorterWhereTheyCanHideWhatIsUrgent() {
    Instant now = clock.instant();
    assertThat(silence("site = zurich", now.plus(Duration.ofMinutes(61))))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.message()).contains("at most PT1H"));
    assertThat(silence("kind = technical", now.plus(Duration.ofHours(25))))
        .isInstanceOf(Answer.Refused.class);
    assertThat(silence("kind = technical", now.plus(Duration.ofHours(24))))
        .isInstanceOf(Answer.Done.class);
    assertThat(silence("site = zurich", now.minusSeconds(1))).isInstanceOf(Answer.Refused.class);
    assertThat(silence("colour = red", now.plusSeconds(60))).isInstanceOf(Answer.Refused.class);
  }

  @Test
  @Requirement({"LEDGER-016", "LEDGER-017"})
  void whatIsUrgentAndSilencedIsShownUntilTheSilenceIsEnded() {
    Answer<SilenceView> silence =
        silence("session = S1", clock.instant().plus(Duration.ofMinutes(30)));
    String id = ((Answer.Done<SilenceView>) silence).value().id();

    ledger.take(statement("A").high().build());

    assertThat(desk.deliveries(DeliveryFilter.ALL, Optional.empty(), 10).items()).isEmpty();
    List<SuppressedAlert> shown = desk.suppressedHighPriority();
    assertThat(shown).extracting(one -> one.alert().alert().id()).containsExactly("A");
    assertThat(shown.get(0).by()).isEqualTo("anna");
    assertThat(desk.overview().suppressedHighPriority()).isEqualTo(1);

    assertThat(desk.endSilence(anna(), id)).isInstanceOf(Answer.Done.class);
    ledger.tick();

    assertThat(desk.suppressedHighPriority()).isEmpty();
    assertThat(desk.deliveries(DeliveryFilter.ALL, Optional.empty(), 10).items())
        .extracting(delivery -> delivery.reason())
        .containsExactly(Reason.OPENED);
    assertThat(desk.endSilence(anna(), id)).isInstanceOf(Answer.Refused.class);
    assertThat(desk.silences(true, Optional.empty(), 10).items().get(0).endedBy()).contains("anna");
  }

  private Answer<SilenceView> silence(String matcher, Instant ends) {
    return desk.silence(
        anna(), new SilenceRequest(List.of(matcher), "repair", Optional.empty(), ends));
  }

  @Test
  @Requirement("LEDGER-018")
  void listsComeInPagesWithoutGapsAndRepeats() {
    for (int i = 0; i < 25; i++) {
      ledger.take(statement("A" + i).priority(AlertPriority.values()[i % 3]).build());
      if (i % 4 == 0) {
        clock.pass(Duration.ofSeconds(1));
      }
    }
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<AlertView> page = desk.alerts(AlertFilter.ALL, cursor, 7);
      page.items().forEach(view -> seen.add(view.alert().id()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(
            desk.alerts(
                    new AlertFilter(
                        Set.of(AlertState.OPEN),
                        Set.of(AlertPriority.HIGH),
                        Optional.of("zurich"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                    Optional.empty(),
                    500)
                .items())
        .hasSize(9);
    assertThatThrownBy(() -> desk.alerts(AlertFilter.ALL, Optional.of("nonsense"), 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> desk.alerts(AlertFilter.ALL, Optional.empty(), 501))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(desk.incidents(IncidentFilter.ALL, Optional.empty(), 10).items()).hasSize(1);
  }

  @Test
  @Requirement("LEDGER-019")
  void aTestNotificationGoesOutAndAWholeIncidentIsAcknowledgedAtOnce() {
    assertThat(desk.test(anna(), new TestRequest.ToChannel("room")))
        .isInstanceOfSatisfying(
            Answer.Done.class, done -> assertThat((List<?>) done.value()).hasSize(1));
    assertThat(desk.test(anna(), new TestRequest.ToChannel("nowhere")))
        .isInstanceOf(Answer.Unknown.class);
    ledger.take(statement("A").build(), statement("B").build());
    String incident = desk.incidents(IncidentFilter.ALL, Optional.empty(), 10).items().get(0).id();

    Answer<List<AlertView>> answer =
        desk.acknowledgeIncident(anna(), incident, Optional.of("on my way"));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Done.class, done -> assertThat((List<?>) done.value()).hasSize(2));
    assertThat(desk.incident(incident).orElseThrow().alerts())
        .allMatch(view -> view.alert().state() == AlertState.ACKNOWLEDGED);
    assertThat(desk.explain(new SampleAlert(Map.of("priority", "high")), clock.instant()).lines())
        .extracting(Explained.Line::what)
        .contains("channel room", "channel desk");
    assertThat(desk.preview("room", Reason.OPENED)).isPresent();
    assertThat(
            desk.override(
                anna(),
                new OverrideRequest(
                    "nights", "anna", clock.instant(), clock.instant().plusSeconds(60), "swap")))
        .isInstanceOf(Answer.Unknown.class);
  }

  @Test
  @Requirement("LEDGER-020")
  void theBurdenIsCounted() {
    ledger.take(statement("A").build(), statement("B").category("PUMP_DOOR").build());
    clock.pass(Duration.ofSeconds(90));
    desk.acknowledgeAlert(anna(), "A", Optional.empty());
    ledger.take(statement("B").category("PUMP_DOOR").revision(2).over().build());

    Burden burden =
        desk.burden(
            clock.instant().minus(Duration.ofDays(1)), clock.instant().plus(Duration.ofDays(1)));

    assertThat(burden.days()).hasSize(1);
    assertThat(burden.days().get(0).alerts()).containsEntry(AlertPriority.MEDIUM, 2L);
    assertThat(burden.medianSecondsToAcknowledge().orElseThrow()).isBetween(89.9, 90.1);
    assertThat(burden.neverAcknowledged()).isEqualTo(1);
    assertThat(burden.noisiest())
        .extracting(Burden.CategoryCount::category)
        .containsExactlyInAnyOrder("PRESSURE_EXCURSION", "PUMP_DOOR");
  }

  @Test
  @Requirement({"CALL-001", "CALL-002"})
  void whoeverMayKnowOfOneSiteSeesAndDoesNothingAtAnother() {
    ledger.holds(
        TestPlans.of(TestPlans.SIMPLE.replace("policy: all\n", "policy: all\n  groupBy: []\n")));
    AlertDesk zurich = desk.at(Sites.of(Set.of("zurich")));
    AlertDesk geneva = desk.at(Sites.of(Set.of("geneva")));
    ledger.take(
        statement("A").high().build(),
        statement("G").high().about(Subject.NONE.at("geneva").ofSession("S9")).build(),
        StatementBuilder.silence("T", "bridge").about(Subject.NONE).build());
    ledger.tick();
    String shared = desk.incidents(IncidentFilter.ALL, Optional.empty(), 10).items().get(0).id();

    assertThat(ids(desk)).containsExactlyInAnyOrder("A", "G", "T");
    assertThat(ids(zurich)).containsExactly("A");
    assertThat(ids(geneva)).containsExactly("G");
    assertThat(ids(desk.at(Sites.of(Set.of())))).isEmpty();
    assertThat(zurich.alerts(AlertFilter.ALL, Optional.empty(), 1).next()).isEmpty();
    assertThat(geneva.alert("A")).isEmpty();
    assertThat(geneva.alert("G").orElseThrow().audit())
        .allMatch(entry -> entry.entry().alert().equals(Optional.of("G")));
    assertThat(geneva.overview().open()).containsEntry(AlertPriority.HIGH, 1L);
    assertThat(geneva.overview().bySite())
        .extracting(SiteCount::site)
        .containsOnly(Optional.of("geneva"));
    assertThat(geneva.incident(shared).orElseThrow().alerts())
        .extracting(view -> view.alert().id())
        .containsExactly("G");
    assertThat(geneva.incident(shared).orElseThrow().incident().members()).isEqualTo(1);
    assertThat(geneva.audit(AuditFilter.ALL, Optional.empty(), 100).items())
        .isNotEmpty()
        .noneMatch(entry -> entry.entry().alert().filter(Set.of("A", "T")::contains).isPresent());
    assertThat(at(geneva).days().get(0).alerts()).containsEntry(AlertPriority.HIGH, 1L);
    assertThat(at(desk).days().get(0).alerts()).containsEntry(AlertPriority.HIGH, 2L);

    assertThat(geneva.acknowledgeAlert(anna(), "A", Optional.empty()))
        .isInstanceOf(Answer.Unknown.class);
    assertThat(geneva.note(anna(), "A", "seen")).isInstanceOf(Answer.Unknown.class);
    assertThat(geneva.acknowledgeIncident(anna(), shared, Optional.empty()))
        .isInstanceOf(Answer.Done.class);
    assertThat(desk.alert("A").orElseThrow().alert().alert().state()).isEqualTo(AlertState.OPEN);
    assertThat(desk.alert("G").orElseThrow().alert().alert().state())
        .isEqualTo(AlertState.ACKNOWLEDGED);
    AlertDesk nowhere = desk.at(Sites.of(Set.of("bern")));
    assertThat(nowhere.incident(shared)).isEmpty();
    assertThat(nowhere.acknowledgeIncident(anna(), shared, Optional.empty()))
        .isInstanceOf(Answer.Unknown.class);
    assertThat(nowhere.deliveries(DeliveryFilter.ALL, Optional.empty(), 10).items()).isEmpty();
    assertThat(zurich.deliveries(DeliveryFilter.ALL, Optional.empty(), 10).items()).isNotEmpty();
    String sent = desk.deliveries(DeliveryFilter.ALL, Optional.empty(), 10).items().get(0).id();
    assertThat(nowhere.replay(anna(), sent)).isInstanceOf(Answer.Unknown.class);
    assertThat(zurich.replay(anna(), sent)).isInstanceOf(Answer.Refused.class);
  }

  private static List<String> ids(AlertDesk some) {
    return some.alerts(AlertFilter.ALL, Optional.empty(), 100).items().stream()
        .map(view -> view.alert().id())
        .toList();
  }

  private Burden at(AlertDesk some) {
    return some.burden(
        clock.instant().minus(Duration.ofDays(1)), clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  @Requirement("CALL-003")
  void aSilenceOfOneSiteIsMadeSeenAndEndedThere() {
    AlertDesk zurich = desk.at(Sites.of(Set.of("zurich")));
    AlertDesk geneva = desk.at(Sites.of(Set.of("geneva")));
    Instant ends = clock.instant().plus(Duration.ofMinutes(30));

    assertThat(silence(zurich, ends, "session = S1"))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused ->
                assertThat(refused.message()).contains("add a condition such as site = zurich"));
    assertThat(silence(zurich, ends, "site in zurich, geneva")).isInstanceOf(Answer.Refused.class);
    String own = idOf(silence(zurich, ends, "site = zurich", "session = S1"));
    String shared = idOf(silence(desk, ends, "site in zurich, geneva"));
    String everywhere = idOf(silence(desk, ends, "category = PUMP_DOOR"));
    String theirs = idOf(silence(desk, ends, "session = S9"));

    assertThat(silences(zurich)).containsExactlyInAnyOrder(own, shared, everywhere);
    assertThat(silences(geneva)).containsExactlyInAnyOrder(shared, everywhere);
    assertThat(silences(desk)).containsExactlyInAnyOrder(own, shared, everywhere, theirs);
    assertThat(geneva.endSilence(anna(), own)).isInstanceOf(Answer.Unknown.class);
    assertThat(zurich.endSilence(anna(), theirs)).isInstanceOf(Answer.Unknown.class);
    assertThat(zurich.endSilence(anna(), shared)).isInstanceOf(Answer.Refused.class);
    assertThat(zurich.endSilence(anna(), own)).isInstanceOf(Answer.Done.class);
  }

  private Answer<SilenceView> silence(AlertDesk some, Instant ends, String... matchers) {
    return some.silence(
        anna(), new SilenceRequest(List.of(matchers), "repair", Optional.empty(), ends));
  }

  private static String idOf(Answer<SilenceView> answer) {
    return ((Answer.Done<SilenceView>) answer).value().id();
  }

  private static List<String> silences(AlertDesk some) {
    return some.silences(false, Optional.empty(), 100).items().stream()
        .map(SilenceView::id)
        .toList();
  }

  @Test
  @Requirement("CALL-009")
  void aChannelWhoseReceiverWantedNothingMoreIsUsedAgain() {
    database.execute(
        "INSERT INTO rivulet_alerting.channel_state"
            + " (channel, configuration, tokens, refilled, disabled, disabled_reason)"
            + " VALUES ('room', 'x', 1, now(), now(), '410 Gone')");

    assertThat(desk.channels())
        .filteredOn(channel -> channel.channel().equals("room"))
        .extracting(ChannelView::disabled)
        .containsExactly(Optional.of("410 Gone"));
    assertThat(desk.enableChannel(anna(), "room"))
        .isInstanceOfSatisfying(
            Answer.Done.class,
            done -> assertThat(((ChannelView) done.value()).disabled()).isEmpty());
    assertThat(desk.enableChannel(anna(), "room")).isInstanceOf(Answer.Refused.class);
    assertThat(desk.enableChannel(anna(), "nowhere")).isInstanceOf(Answer.Unknown.class);
    assertThat(desk.audit(AuditFilter.ALL, Optional.empty(), 10).items())
        .extracting(entry -> entry.entry().event())
        .contains(AuditEvent.CHANNEL_ENABLED);
  }
}
