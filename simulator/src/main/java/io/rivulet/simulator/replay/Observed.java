package io.rivulet.simulator.replay;

import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a replay's messages became in Kafka, as far as it has been read. Only devices and sessions
 * of this replay are kept, so memory is bounded by the traces. Safe for use by several threads.
 */
final class Observed {
  private static final String BRIDGE = "bridge";

  /** A device's messages by sequence number; sequence numbers are unique within a replay. */
  private static final class Messages {
    private final BitSet sequences = new BitSet();
    private final Set<String> quarantined = new HashSet<>();
    private final Statements session;
    private long repeats;

    private Messages(Statements session) {
      this.session = session;
    }
  }

  /** A session's latest statements. */
  private static final class Statements {
    private final Map<String, DoseUpdateRecord> doses = new HashMap<>();
    private final Map<String, PressureTallyRecord> tallies = new HashMap<>();
    private final Map<String, ExcursionRecord> excursions = new HashMap<>();
    private final Map<String, QuarantineRecord> rejected = new HashMap<>();
    private long changes;
  }

  private final Map<String, Messages> devices = new HashMap<>();
  private final Map<String, Statements> sessions = new HashMap<>();

  /**
   * For these devices.
   *
   * @param sessionByDevice the session each device is bound to
   */
  Observed(Map<String, String> sessionByDevice) {
    sessionByDevice.forEach(
        (device, session) ->
            devices.put(
                device, new Messages(sessions.computeIfAbsent(session, name -> new Statements()))));
  }

  synchronized void sample(String device, long sequence) {
    Messages messages = devices.get(device);
    if (messages != null) {
      messages.session.changes++;
      if (messages.sequences.get((int) sequence)) {
        messages.repeats++;
      }
      messages.sequences.set((int) sequence);
    }
  }

  synchronized void quarantined(QuarantineRecord refused) {
    if (refused.getStage().equals(BRIDGE)) {
      Messages messages = devices.get(refused.getDevice());
      if (messages != null) {
        messages.session.changes++;
        messages.quarantined.add(refused.getId());
      }
    } else {
      Statements statements = changed(refused.getSession());
      if (statements != null) {
        statements.rejected.put(refused.getId(), refused);
      }
    }
  }

  synchronized void dose(DoseUpdateRecord dose) {
    Statements statements = changed(dose.getSession());
    if (statements != null) {
      keepLatest(
          statements.doses,
          dose.getDevice() + "/" + dose.getDrug(),
          dose,
          DoseUpdateRecord::getRevision);
    }
  }

  synchronized void tally(PressureTallyRecord tally) {
    Statements statements = changed(tally.getSession());
    if (statements != null) {
      keepLatest(statements.tallies, tally.getSource(), tally, PressureTallyRecord::getRevision);
    }
  }

  synchronized void excursion(ExcursionRecord excursion) {
    Statements statements = changed(excursion.getSession());
    if (statements != null) {
      keepLatest(statements.excursions, excursion.getId(), excursion, ExcursionRecord::getRevision);
    }
  }

  private Statements changed(String session) {
    Statements statements = sessions.get(session);
    if (statements != null) {
      statements.changes++;
    }
    return statements;
  }

  private static <T> void keepLatest(
      Map<String, T> latest, String key, T statement, Function<T, Long> revision) {
    latest.merge(
        key, statement, (old, next) -> revision.apply(next) >= revision.apply(old) ? next : old);
  }

  /** Counts everything taken in for a session; stands still when nothing comes. */
  synchronized long changes(String session) {
    return sessions.get(session).changes;
  }

  /** Distinct messages of a device that became samples. */
  synchronized long bridged(String device) {
    return devices.get(device).sequences.cardinality();
  }

  /** Distinct messages of a device that the bridge refused. */
  synchronized long quarantined(String device) {
    return devices.get(device).quarantined.size();
  }

  /** Samples of a device that came more than once. */
  synchronized long repeats(String device) {
    return devices.get(device).repeats;
  }

  synchronized List<DoseUpdateRecord> doses(String session) {
    return List.copyOf(sessions.get(session).doses.values());
  }

  synchronized List<PressureTallyRecord> tallies(String session) {
    return List.copyOf(sessions.get(session).tallies.values());
  }

  synchronized List<ExcursionRecord> excursions(String session) {
    List<ExcursionRecord> standing = new ArrayList<>(sessions.get(session).excursions.values());
    standing.removeIf(ExcursionRecord::getWithdrawn);
    return standing;
  }

  /** Pressures that were refused; refused quantities of a monitor are no readings of pressure. */
  synchronized List<QuarantineRecord> rejected(String session) {
    List<QuarantineRecord> standing = new ArrayList<>(sessions.get(session).rejected.values());
    standing.removeIf(refused -> refused.getWithdrawn() || refused.getPressure() == null);
    return standing;
  }
}
