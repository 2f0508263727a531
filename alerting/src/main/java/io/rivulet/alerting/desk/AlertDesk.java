package io.rivulet.alerting.desk;

import io.rivulet.alerting.audit.AuditRecord;
import io.rivulet.alerting.audit.AuditVerdict;
import io.rivulet.alerting.notification.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that people ask of alerting and do there. Any instance answers, from the database.
 * Used by several threads. What is done is recorded, audited and true for every instance when a
 * method returns.
 *
 * <p>A command carries an event id that its sender chose: the same command with the same id is one,
 * whichever instance it reaches and however often, so whoever got no answer sends it again.
 *
 * <p>Every method throws {@link DeskUnavailableException} where the database does not answer.
 * Cursors are what a page before gave; others throw {@link IllegalArgumentException}, as do limits
 * that are not 1 to {@link Page#MOST}.
 */
public interface AlertDesk {
  /** Alerts, the latest opened first. */
  Page<AlertView> alerts(AlertFilter filter, Optional<String> cursor, int limit);

  /** One alert with everything that happened to it. */
  Optional<AlertStory> alert(String id);

  /** Incidents, the latest opened first. */
  Page<IncidentView> incidents(IncidentFilter filter, Optional<String> cursor, int limit);

  /** One incident with its alerts, deliveries and what happened to it. */
  Optional<IncidentStory> incident(String id);

  /** How many alerts wait for somebody, and what every page has to show. */
  Overview overview();

  /**
   * High-priority physiological alerts that are present, or wait to be acknowledged, and are not
   * told because of a silence, a maintenance window or another alert; at most {@link Page#MOST}.
   */
  List<SuppressedAlert> suppressedHighPriority();

  /** Somebody says that they know of an alert. Answers with the alert as it is then. */
  Answer<AlertView> acknowledgeAlert(Origin origin, String alert, Optional<String> note);

  /** Somebody says that they know of all alerts of an incident. Answers with those that changed. */
  Answer<List<AlertView>> acknowledgeIncident(
      Origin origin, String incident, Optional<String> note);

  /** Adds a note to an alert: 1 to 500 characters. */
  Answer<AlertView> note(Origin origin, String alert, String note);

  /** Silences, those that hold or are to come first; those that are over too where asked. */
  Page<SilenceView> silences(boolean overToo, Optional<String> cursor, int limit);

  /**
   * Silences what matches. Refused where it has no reason, is over, or is longer than is allowed
   * for what it can cover.
   */
  Answer<SilenceView> silence(Origin origin, SilenceRequest request);

  /** Ends a silence now. */
  Answer<SilenceView> endSilence(Origin origin, String silence);

  /** Who is on call at an instant, by schedule. */
  List<OnCallView> onCall(Instant at);

  /** The shifts of a schedule within a time; empty where there is no such schedule. */
  Optional<List<ShiftView>> shifts(String schedule, Instant from, Instant until);

  /** Overrides that people made and that are not over, and those that are where asked. */
  Page<OverrideView> overrides(boolean overToo, Optional<String> cursor, int limit);

  /** Somebody takes somebody's turn. */
  Answer<OverrideView> override(Origin origin, OverrideRequest request);

  /** Takes an override back, as far as it is not over. */
  Answer<OverrideView> endOverride(Origin origin, String override);

  /** Whom and what a test notification can be sent to, and which schedules there are. */
  Directory directory();

  /**
   * Tries whether a person can be reached, by all their contacts, or a channel that has an address
   * of its own. Answers with the notifications that were decided; {@link #deliveries} says what
   * became of them.
   */
  Answer<List<DeliveryView>> test(Origin origin, TestRequest request);

  /** Notifications and what became of them, the latest decided first. */
  Page<DeliveryView> deliveries(DeliveryFilter filter, Optional<String> cursor, int limit);

  /** Tries a dead notification again, under the same id. */
  Answer<DeliveryView> replay(Origin origin, String notification);

  /** Tries all dead notifications of a channel again that were decided since; how many. */
  Answer<Integer> replayAll(Origin origin, String channel, Instant since);

  /** The audit trail, the latest first. */
  Page<AuditRecord> audit(AuditFilter filter, Optional<String> cursor, int limit);

  /**
   * Recomputes the audit trail.
   *
   * @param from the first sequence, 1 or more
   * @param to the last one; the last there is where empty
   */
  AuditVerdict verifyAudit(long from, Optional<Long> to);

  /** Where an alert with these labels would go and why; nothing is sent. */
  Explained explain(SampleAlert sample, Instant at);

  /** What a channel would be sent for a sample; empty where there is no such channel. */
  Optional<List<PreviewPart>> preview(String channel, Reason reason);

  /** How channels stand: those that were used, or that something waits for. */
  List<ChannelView> channels();

  /** Uses a channel again whose receiver had wanted nothing more. */
  Answer<ChannelView> enableChannel(Origin origin, String channel);

  /** The maintenance windows of the configuration, at an instant. */
  List<WindowView> windows(Instant at);

  /** The configuration that holds, and what was wrong with one that was refused since. */
  PlanView plan();

  /** How much alerting asked of people, within a time of at most 400 days. */
  Burden burden(Instant from, Instant until);

  /** Who works at alerting now. */
  List<InstanceView> instances();
}
