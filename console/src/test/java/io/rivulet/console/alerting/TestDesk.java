package io.rivulet.console.alerting;

import io.rivulet.alerting.audit.AuditRecord;
import io.rivulet.alerting.audit.AuditVerdict;
import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.alerting.desk.AlertDesks;
import io.rivulet.alerting.desk.AlertFilter;
import io.rivulet.alerting.desk.AlertStory;
import io.rivulet.alerting.desk.AlertView;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.AuditFilter;
import io.rivulet.alerting.desk.Burden;
import io.rivulet.alerting.desk.ChannelView;
import io.rivulet.alerting.desk.DeliveryFilter;
import io.rivulet.alerting.desk.DeliveryView;
import io.rivulet.alerting.desk.DeskUnavailableException;
import io.rivulet.alerting.desk.Directory;
import io.rivulet.alerting.desk.Explained;
import io.rivulet.alerting.desk.IncidentFilter;
import io.rivulet.alerting.desk.IncidentStory;
import io.rivulet.alerting.desk.IncidentView;
import io.rivulet.alerting.desk.InstanceView;
import io.rivulet.alerting.desk.OnCallView;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.desk.OverrideRequest;
import io.rivulet.alerting.desk.OverrideView;
import io.rivulet.alerting.desk.Overview;
import io.rivulet.alerting.desk.Page;
import io.rivulet.alerting.desk.PlanView;
import io.rivulet.alerting.desk.PreviewPart;
import io.rivulet.alerting.desk.SampleAlert;
import io.rivulet.alerting.desk.ShiftView;
import io.rivulet.alerting.desk.SilenceRequest;
import io.rivulet.alerting.desk.SilenceView;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.desk.SuppressedAlert;
import io.rivulet.alerting.desk.TestRequest;
import io.rivulet.alerting.desk.WindowView;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A desk with one alert, which says what it is told to say. What a page does not ask throws. */
public final class TestDesk implements AlertDesk, AlertDesks {
  private static final Instant START = Instant.parse("2026-11-21T09:20:00Z");

  private final String detail;
  private volatile Sites asked = Sites.ALL;
  private volatile boolean away;
  private volatile long waiting;
  private volatile Optional<String> acknowledgedBy = Optional.empty();
  private volatile Optional<SuppressedAlert> suppressed = Optional.empty();
  private volatile List<InstanceView> instances = List.of();
  private volatile List<DeliveryView> deliveries = List.of();

  /** One whose alert has this detail. */
  public TestDesk(String detail) {
    this.detail = detail;
  }

  /** Whether it fails. */
  public void away(boolean gone) {
    away = gone;
  }

  /** Says that an instance was last alive then. */
  public void seen(Instant when) {
    instances = List.of(new InstanceView("i", "one", START, when));
  }

  /** Hides the alert. */
  public void suppressed(String by, String reason) {
    suppressed =
        Optional.of(
            new SuppressedAlert(
                alert(), "silence", by, reason, Optional.of(START.plusSeconds(3600))));
  }

  /** A notification that waits. */
  public void waits(Instant created, int attempts) {
    waiting = 1;
    deliveries =
        List.of(
            new DeliveryView(
                "d",
                Reason.OPENED,
                "i",
                "mail",
                Optional.empty(),
                Optional.empty(),
                "waiting",
                attempts,
                created,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "why"));
  }

  private AlertView alert() {
    NotifiedAlert alert =
        new NotifiedAlert(
            "a-1",
            1,
            "SPO2_EXCURSION",
            AlertKind.PHYSIOLOGICAL,
            AlertPriority.HIGH,
            acknowledgedBy.isPresent() ? AlertState.ACKNOWLEDGED : AlertState.OPEN,
            detail,
            Optional.of("colombo-1"),
            Optional.empty(),
            Optional.of("s-live"),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.of(81),
            OptionalDouble.of(88),
            Optional.of("%"),
            START,
            Optional.empty(),
            0,
            acknowledgedBy,
            Optional.empty(),
            Optional.empty());
    return new AlertView(
        alert,
        START,
        START,
        acknowledgedBy.map(by -> START),
        Optional.empty(),
        false,
        List.of(),
        List.of("i"));
  }

  private void requireThere() {
    if (away) {
      throw new DeskUnavailableException("the database is away", null);
    }
  }

  @Override
  public Page<AlertView> alerts(AlertFilter filter, Optional<String> cursor, int limit) {
    requireThere();
    return new Page<>(known() ? List.of(alert()) : List.of(), Optional.empty());
  }

  @Override
  public Overview overview() {
    requireThere();
    Map<AlertPriority, Long> one =
        Map.of(AlertPriority.HIGH, 1L, AlertPriority.MEDIUM, 0L, AlertPriority.LOW, 0L);
    Map<AlertPriority, Long> none =
        Map.of(AlertPriority.HIGH, 0L, AlertPriority.MEDIUM, 0L, AlertPriority.LOW, 0L);
    boolean known = acknowledgedBy.isPresent();
    return new Overview(
        known ? none : one,
        known ? one : none,
        none,
        suppressed.isPresent() ? 1 : 0,
        waiting,
        0,
        known ? 2 : 1,
        List.of());
  }

  /** Its alert is of colombo-1; for whoever may not know of that site there is none. */
  @Override
  public AlertDesk at(Sites sites) {
    asked = sites;
    return this;
  }

  private boolean known() {
    return asked.include(Optional.of("colombo-1"));
  }

  @Override
  public List<ChannelView> channels() {
    throw notAsked();
  }

  @Override
  public Answer<ChannelView> enableChannel(Origin origin, String channel) {
    throw notAsked();
  }

  @Override
  public List<WindowView> windows(Instant at) {
    throw notAsked();
  }

  @Override
  public List<SuppressedAlert> suppressedHighPriority() {
    return suppressed.stream().toList();
  }

  @Override
  public Answer<AlertView> acknowledgeAlert(Origin origin, String alert, Optional<String> note) {
    requireThere();
    if (!known()) {
      return new Answer.Unknown<>("there is no alert " + alert);
    }
    acknowledgedBy = Optional.of(origin.by());
    return new Answer.Done<>(alert(), false);
  }

  @Override
  public Page<DeliveryView> deliveries(DeliveryFilter filter, Optional<String> cursor, int limit) {
    return new Page<>(deliveries, Optional.empty());
  }

  @Override
  public List<InstanceView> instances() {
    return instances;
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("no test asks this");
  }

  @Override
  public Optional<AlertStory> alert(String id) {
    requireThere();
    return Optional.of(alert())
        .filter(alert -> known() && alert.alert().id().equals(id))
        .map(alert -> new AlertStory(alert, Optional.empty(), List.of(), List.of(), List.of()));
  }

  @Override
  public Page<IncidentView> incidents(IncidentFilter filter, Optional<String> cursor, int limit) {
    throw notAsked();
  }

  @Override
  public Optional<IncidentStory> incident(String id) {
    throw notAsked();
  }

  @Override
  public Answer<List<AlertView>> acknowledgeIncident(
      Origin origin, String incident, Optional<String> note) {
    throw notAsked();
  }

  @Override
  public Answer<AlertView> note(Origin origin, String alert, String note) {
    throw notAsked();
  }

  @Override
  public Page<SilenceView> silences(boolean overToo, Optional<String> cursor, int limit) {
    throw notAsked();
  }

  @Override
  public Answer<SilenceView> silence(Origin origin, SilenceRequest request) {
    throw notAsked();
  }

  @Override
  public Answer<SilenceView> endSilence(Origin origin, String silence) {
    throw notAsked();
  }

  @Override
  public List<OnCallView> onCall(Instant at) {
    throw notAsked();
  }

  @Override
  public Optional<List<ShiftView>> shifts(String schedule, Instant from, Instant until) {
    throw notAsked();
  }

  @Override
  public Page<OverrideView> overrides(boolean overToo, Optional<String> cursor, int limit) {
    throw notAsked();
  }

  @Override
  public Answer<OverrideView> override(Origin origin, OverrideRequest request) {
    throw notAsked();
  }

  @Override
  public Answer<OverrideView> endOverride(Origin origin, String override) {
    throw notAsked();
  }

  @Override
  public Directory directory() {
    throw notAsked();
  }

  @Override
  public Answer<List<DeliveryView>> test(Origin origin, TestRequest request) {
    throw notAsked();
  }

  @Override
  public Answer<DeliveryView> replay(Origin origin, String notification) {
    throw notAsked();
  }

  @Override
  public Answer<Integer> replayAll(Origin origin, String channel, Instant since) {
    throw notAsked();
  }

  @Override
  public Page<AuditRecord> audit(AuditFilter filter, Optional<String> cursor, int limit) {
    throw notAsked();
  }

  @Override
  public AuditVerdict verifyAudit(long from, Optional<Long> to) {
    throw notAsked();
  }

  @Override
  public Explained explain(SampleAlert sample, Instant at) {
    throw notAsked();
  }

  @Override
  public Optional<List<PreviewPart>> preview(String channel, Reason reason) {
    throw notAsked();
  }

  @Override
  public PlanView plan() {
    throw notAsked();
  }

  @Override
  public Burden burden(Instant from, Instant until) {
    throw notAsked();
  }
}
