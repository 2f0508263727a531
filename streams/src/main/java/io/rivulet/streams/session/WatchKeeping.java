package io.rivulet.streams.session;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.watch.SessionWatch;
import io.rivulet.domain.watch.WatchFindings;
import io.rivulet.domain.watch.WatchRules;
import io.rivulet.domain.watch.Watched;
import io.rivulet.streams.alert.StatedAlerts;
import io.rivulet.streams.live.LiveStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Watches by receipt over the devices of every session that goes on. Samples are only noted; once a
 * second those sessions are looked at whose time has come, or of which a gap was noted, so that a
 * second costs little however many there are.
 */
final class WatchKeeping implements Keeper {
  private static final String RULE = "watch";

  /** After a start the task may have to catch up with what was received meanwhile. */
  private static final Duration CATCHING_UP = Duration.ofMinutes(1);

  /** Sessions looked at in one second; with more, the others have to wait for the next. */
  private static final int LOOKS_AT_ONCE_MAX = 2_000;

  private final LiveStore<SessionWatch> store;
  private final StatedAlerts stated;
  private final WatchRules rules;

  /** When to look at each session that goes on. */
  private final Map<String, Instant> due = new HashMap<>();

  /** Sessions with an alert that is present, which any receipt may end or take back. */
  private final Set<String> alarmed = new HashSet<>();

  private Instant begun;

  WatchKeeping(LiveStore<SessionWatch> store, StatedAlerts stated, WatchRules rules) {
    this.store = store;
    this.stated = stated;
    this.rules = rules;
    store.use(new WatchCodec());
  }

  @Override
  public void onPlan(String session, KnownSession before, KnownSession now, Emission out) {
    due.put(session, Instant.MIN);
  }

  @Override
  public void onLimits(String session, KnownSession now, Emission out) {
    due.put(session, Instant.MIN);
  }

  @Override
  public void onSample(String session, SpecificRecord sample, KnownSession known, Emission out) {
    SessionWatch found = store.get(session);
    SessionWatch watch = found == null ? new SessionWatch() : found;
    if (Receipt.note(sample, watch, known, rules) || found == null || alarmed.contains(session)) {
      due.put(session, Instant.MIN);
    }
    store.changed(session, watch);
  }

  @Override
  public void everySecond(Instant now, KnownSessions sessions, Emission out) {
    if (begun == null) {
      begun = now;
      sessions.live().forEach(session -> due.putIfAbsent(session, Instant.MIN));
    }
    if (now.isBefore(begun.plus(CATCHING_UP))) {
      return;
    }
    int looked = 0;
    Iterator<Map.Entry<String, Instant>> entries = due.entrySet().iterator();
    while (entries.hasNext() && looked < LOOKS_AT_ONCE_MAX) {
      Map.Entry<String, Instant> entry = entries.next();
      if (now.isAfter(entry.getValue())) {
        looked++;
        Watched watched = watched(entry.getKey(), sessions.get(entry.getKey()));
        entry.setValue(look(entry.getKey(), watched, now, out));
        if (!watched.goesOn(now)) {
          entries.remove();
        }
      }
    }
  }

  private Instant look(String session, Watched watched, Instant now, Emission out) {
    SessionWatch found = store.get(session);
    SessionWatch watch = found == null ? new SessionWatch() : found;
    WatchFindings findings = watch.evaluate(watched, rules, now);
    stated
        .restate(session, RULE, findings.alerts(), findings.finalBefore())
        .forEach(record -> out.emit(session, record));
    if (findings.alerts().stream().anyMatch(Alert::present)) {
      alarmed.add(session);
    } else {
      alarmed.remove(session);
    }
    return findings.dueAt();
  }

  private static Watched watched(String session, KnownSession known) {
    SessionPlan plan = known.plan();
    return Watched.of(
        new SessionId(session),
        plan.opened().map(SessionEvent.Opened::site),
        plan.bindings().stream().filter(binding -> received(binding, plan)).toList(),
        plan.closed(),
        plan.orders(),
        known.overdueFactors());
  }

  /**
   * What was over when the session was recorded is history: nobody waited for it to be received.
   */
  private static boolean received(SessionEvent.DeviceBound binding, SessionPlan plan) {
    return plan.opened()
        .flatMap(opened -> binding.to().map(to -> to.isAfter(opened.recordedTime())))
        .orElse(true);
  }

  @Override
  public void settle(String session) {
    due.remove(session);
    alarmed.remove(session);
    store.remove(session);
    stated.settle(session, RULE);
  }
}
