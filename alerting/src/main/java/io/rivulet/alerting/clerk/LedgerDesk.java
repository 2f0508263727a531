package io.rivulet.alerting.clerk;

import io.rivulet.alerting.audit.AuditCheck;
import io.rivulet.alerting.audit.AuditRecord;
import io.rivulet.alerting.audit.AuditTrail;
import io.rivulet.alerting.audit.AuditVerdict;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.delivery.Replays;
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
import io.rivulet.alerting.ledger.InstanceTable;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.ledger.OverrideTable;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.payload.Preview;
import io.rivulet.alerting.routing.Label;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The desk over the ledger. Every instance has one; they all answer from the same database. */
public final class LedgerDesk implements AlertDesk, AlertDesks {
  private static final Duration LONGEST_BURDEN = Duration.ofDays(400);

  private final Ledger ledger;
  private final Commands commands;
  private final Supplier<AlertingPlan> plan;
  private final Supplier<PlanView> planView;
  private final Runnable wakeLanes;
  private final Looking looking;
  private final Delivering delivering;
  private final Acknowledging acknowledging;
  private final Silencing silencing;
  private final Overriding overriding;
  private final Testing testing;
  private final Replays replays;
  private final SilenceBounds silences;
  private final Sites sites;
  private final AuditReads audits;

  /**
   * A desk.
   *
   * @param silences how long they may be
   * @param plan what holds
   * @param planView what holds, and what was refused since
   * @param wakeLanes called when something is to be delivered again
   */
  public LedgerDesk(
      Ledger ledger,
      SilenceBounds silences,
      Supplier<AlertingPlan> plan,
      Supplier<PlanView> planView,
      AuditTrail audit,
      Runnable wakeLanes) {
    this(
        ledger,
        new Commands(ledger),
        silences,
        plan,
        planView,
        new Replays(audit),
        wakeLanes,
        Sites.ALL);
  }

  private LedgerDesk(
      Ledger ledger,
      Commands commands,
      SilenceBounds silences,
      Supplier<AlertingPlan> plan,
      Supplier<PlanView> planView,
      Replays replays,
      Runnable wakeLanes,
      Sites sites) {
    this.ledger = ledger;
    this.commands = commands;
    this.silences = silences;
    this.plan = plan;
    this.planView = planView;
    this.replays = replays;
    this.wakeLanes = wakeLanes;
    this.sites = sites;
    this.audits = new AuditReads(sites);
    this.looking = new Looking(ledger, commands, plan, sites);
    this.delivering = new Delivering(commands, plan, replays, wakeLanes, sites);
    this.acknowledging = new Acknowledging(commands, plan, sites);
    this.silencing =
        new Silencing(ledger, commands, sites, silences.longest(), silences.longestUrgent());
    this.overriding = new Overriding(ledger, commands, plan, sites);
    this.testing = new Testing(commands, plan);
  }

  @Override
  public AlertDesk at(Sites only) {
    return new LedgerDesk(ledger, commands, silences, plan, planView, replays, wakeLanes, only);
  }

  /**
   * How long silences may be.
   *
   * @param longest of any
   * @param longestUrgent of one that can hide a high-priority physiological alert
   */
  public record SilenceBounds(Duration longest, Duration longestUrgent) {}

  @Override
  public Page<AlertView> alerts(AlertFilter filter, Optional<String> cursor, int limit) {
    return looking.alerts(filter, cursor, limit);
  }

  @Override
  public Optional<AlertStory> alert(String id) {
    return looking.alert(id);
  }

  @Override
  public Page<IncidentView> incidents(IncidentFilter filter, Optional<String> cursor, int limit) {
    return looking.incidents(filter, cursor, limit);
  }

  @Override
  public Optional<IncidentStory> incident(String id) {
    return looking.incident(id);
  }

  @Override
  public Overview overview() {
    return looking.overview();
  }

  @Override
  public List<SuppressedAlert> suppressedHighPriority() {
    return looking.suppressedHighPriority();
  }

  @Override
  public Answer<AlertView> acknowledgeAlert(Origin origin, String alert, Optional<String> note) {
    return acknowledging.alert(origin, alert, note);
  }

  @Override
  public Answer<List<AlertView>> acknowledgeIncident(
      Origin origin, String incident, Optional<String> note) {
    return acknowledging.incident(origin, incident, note);
  }

  @Override
  public Answer<AlertView> note(Origin origin, String alert, String note) {
    return acknowledging.note(origin, alert, note);
  }

  @Override
  public Page<SilenceView> silences(boolean overToo, Optional<String> cursor, int limit) {
    return silencing.page(overToo, cursor, limit);
  }

  @Override
  public Answer<SilenceView> silence(Origin origin, SilenceRequest request) {
    return silencing.create(origin, request);
  }

  @Override
  public Answer<SilenceView> endSilence(Origin origin, String silence) {
    return silencing.end(origin, silence);
  }

  @Override
  public List<OnCallView> onCall(Instant at) {
    return onCallViews().at(at);
  }

  @Override
  public Optional<List<ShiftView>> shifts(String schedule, Instant from, Instant until) {
    return onCallViews().shifts(schedule, from, until);
  }

  private OnCallViews onCallViews() {
    AlertingPlan now = plan.get();
    return commands.read((connection, none) -> new OnCallViews(now, onCall(connection), sites));
  }

  private OnCall onCall(Connection connection) throws SQLException {
    return plan.get().onCall().with(new OverrideTable().notOver(connection, ledger.now()));
  }

  @Override
  public Page<OverrideView> overrides(boolean overToo, Optional<String> cursor, int limit) {
    return overriding.page(overToo, cursor, limit);
  }

  @Override
  public Answer<OverrideView> override(Origin origin, OverrideRequest request) {
    return overriding.create(origin, request);
  }

  @Override
  public Answer<OverrideView> endOverride(Origin origin, String override) {
    return overriding.end(origin, override);
  }

  @Override
  public Directory directory() {
    return new OnCallViews(plan.get(), plan.get().onCall(), sites).directory();
  }

  @Override
  public Answer<List<DeliveryView>> test(Origin origin, TestRequest request) {
    return testing.test(origin, request);
  }

  @Override
  public Page<DeliveryView> deliveries(DeliveryFilter filter, Optional<String> cursor, int limit) {
    return delivering.deliveries(filter, cursor, limit);
  }

  @Override
  public Answer<DeliveryView> replay(Origin origin, String notification) {
    return delivering.replay(origin, notification);
  }

  @Override
  public Answer<Integer> replayAll(Origin origin, String channel, Instant since) {
    return delivering.replayAll(origin, channel, since);
  }

  @Override
  public Page<AuditRecord> audit(AuditFilter filter, Optional<String> cursor, int limit) {
    int rows = Pages.rowsFor(limit);
    long before = cursor.map(LedgerDesk::sequence).orElse(Long.MAX_VALUE);
    return commands.read(
        (connection, none) -> {
          List<AuditRecord> read = audits.page(connection, filter, before, rows);
          boolean more = read.size() > limit;
          List<AuditRecord> shown = more ? read.subList(0, limit) : read;
          Optional<String> next =
              more ? Optional.of(Long.toString(shown.get(limit - 1).sequence())) : Optional.empty();
          return new Page<>(shown, next);
        });
  }

  private static long sequence(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the cursor is not one of a page before", e);
    }
  }

  @Override
  public AuditVerdict verifyAudit(long from, Optional<Long> to) {
    return commands.read((connection, none) -> AuditCheck.verify(connection, from, to));
  }

  @Override
  public Explained explain(SampleAlert sample, Instant at) {
    String site = sample.labels().getOrDefault(Label.SITE.code(), "");
    if (!site.isEmpty() && !sites.include(Optional.of(site))) {
      throw new IllegalArgumentException("site \"" + site + "\" is none of yours");
    }
    AlertingPlan now = plan.get();
    Explaining explaining =
        commands.read(
            (connection, none) ->
                new Explaining(now, onCall(connection), ledger.suppressions(connection, at)));
    return explaining.explain(sample, at);
  }

  @Override
  public Optional<List<PreviewPart>> preview(String channel, Reason reason) {
    AlertingPlan now = plan.get();
    return now.channels().find(channel).map(found -> preview(now, found, reason));
  }

  private List<PreviewPart> preview(AlertingPlan now, Channel channel, Reason reason) {
    return Preview.of(
            channel,
            Samples.notification(channel.name(), channel.reachesPersons(), reason, ledger.now()),
            now.channels().zones())
        .entrySet()
        .stream()
        .map(part -> new PreviewPart(part.getKey(), part.getValue()))
        .toList();
  }

  @Override
  public List<ChannelView> channels() {
    return delivering.channels();
  }

  @Override
  public Answer<ChannelView> enableChannel(Origin origin, String channel) {
    return delivering.enableChannel(origin, channel);
  }

  @Override
  public List<WindowView> windows(Instant at) {
    return plan.get().windows().stream().map(window -> WindowViews.of(window, at)).toList();
  }

  @Override
  public PlanView plan() {
    return planView.get();
  }

  @Override
  public Burden burden(Instant from, Instant until) {
    if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST_BURDEN) > 0) {
      throw new IllegalArgumentException(
          "from " + from + " until " + until + " is not a time of up to 400 days");
    }
    return commands.read(
        (connection, none) -> new BurdenReads(connection, sites, from, until).read());
  }

  @Override
  public List<InstanceView> instances() {
    return commands.read((connection, none) -> new InstanceTable().list(connection));
  }
}
