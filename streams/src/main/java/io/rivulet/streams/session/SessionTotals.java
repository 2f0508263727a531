package io.rivulet.streams.session;

import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.LiveCodec;
import io.rivulet.streams.live.Parts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was stated of a session's totals, live. As bytes it begins with the mark that something is
 * unstated, and holds how often each drug was stated; what was said then is known only in memory,
 * and is said once more by a task that takes over.
 */
final class SessionTotals {
  static final LiveCodec<SessionTotals> CODEC =
      new LiveCodec<>() {
        @Override
        public SessionTotals load(String owner, Parts parts) {
          byte[] head = parts.head();
          return head == null ? null : new SessionTotals(owner, new CompactReader(head));
        }

        @Override
        public void save(SessionTotals live, Parts parts) {
          parts.head(live.toBytes());
        }
      };

  private static final int FORMAT = 1;

  private record Last(long revision, Instant asOf) {}

  private final String session;
  private final Map<String, Last> last = new TreeMap<>();
  private final Map<String, DoseTotalRecord> stated = new HashMap<>();

  /** Whether something changed since totals were last stated. */
  boolean unstated;

  SessionTotals(String session) {
    this.session = session;
  }

  private SessionTotals(String session, CompactReader from) {
    this(session);
    unstated = from.flag();
    int format = from.octet();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "totals of " + session + " have format " + format + "; this release reads " + FORMAT);
    }
    for (long left = from.count(); left > 0; left--) {
      last.put(from.text(), new Last(from.count(), from.instant()));
    }
  }

  private byte[] toBytes() {
    CompactWriter to = new CompactWriter().flag(unstated).octet(FORMAT).count(last.size());
    last.forEach((drug, said) -> to.text(drug).count(said.revision()).instant(said.asOf()));
    return to.toBytes();
  }

  String session() {
    return session;
  }

  /** The revision that the next statement about a drug has. */
  long nextRevision(String drug) {
    return last.containsKey(drug) ? last.get(drug).revision() + 1 : 1;
  }

  /** Drugs that were ever stated. */
  Set<String> drugs() {
    return Set.copyOf(last.keySet());
  }

  /** When the last statement about a drug was true. */
  Instant asOf(String drug) {
    return last.get(drug).asOf();
  }

  /** Whether it says what was said last. */
  boolean saysNothingNew(String drug, DoseTotalRecord record) {
    DoseTotalRecord before = stated.get(drug);
    if (before == null) {
      return false;
    }
    DoseTotalRecord now = DoseTotalRecord.newBuilder(record).build();
    now.setRevision(before.getRevision());
    return now.equals(before);
  }

  void stated(String drug, DoseTotalRecord record) {
    last.put(drug, new Last(record.getRevision(), record.getAsOf()));
    stated.put(drug, record);
  }
}
