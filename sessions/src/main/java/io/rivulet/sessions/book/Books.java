package io.rivulet.sessions.book;

import io.rivulet.domain.desk.DeskRules;
import io.rivulet.domain.desk.LimitsBook;
import io.rivulet.domain.desk.SeriesBook;
import io.rivulet.domain.desk.SeriesDecisions;
import io.rivulet.domain.desk.SessionBook;
import io.rivulet.domain.desk.SessionDecisions;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SeriesEventRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.series.SeriesEventMapping;
import io.rivulet.schemas.session.SessionEventMapping;

/** Everything a desk knows, and the decisions over it. Confined to one thread at a time. */
public final class Books {
  private final SessionBook sessions;
  private final SeriesBook series;
  private final LimitsBook limits;
  private final SessionDecisions sessionDecisions;
  private final SeriesDecisions seriesDecisions;

  /** Empty books. */
  public Books(DeskRules rules) {
    this.sessions = new SessionBook(rules);
    this.series = new SeriesBook(rules);
    this.limits = new LimitsBook(rules);
    this.sessionDecisions = new SessionDecisions(sessions, series, limits, rules);
    this.seriesDecisions = new SeriesDecisions(series, rules);
  }

  /**
   * Takes what was recorded about a session.
   *
   * @throws IllegalArgumentException where the record holds what no event may
   */
  public void add(SessionEventRecord record) {
    SessionEvent event = SessionEventMapping.event(record);
    SessionId session = new SessionId(record.getSession());
    sessions.add(session, event);
    if (event instanceof SessionEvent.Opened opened) {
      opened.place().ifPresent(place -> series.add(place, session));
    }
  }

  /**
   * Takes what was recorded about a series.
   *
   * @throws IllegalArgumentException where the record holds what no event may
   */
  public void add(SeriesEventRecord record) {
    series.add(new SeriesId(record.getSeries()), SeriesEventMapping.event(record));
  }

  /** Takes a version of a limits profile, whether or not a rule could read it. */
  public void add(LimitsProfileRecord record) {
    limits.add(record.getProfile(), record.getVersion(), record.getFrom(), record.getJson());
  }

  /** The same, with who published it, when and why. */
  public void add(LimitsProfileRecord record, LimitsBook.Origin origin) {
    limits.add(
        record.getProfile(), record.getVersion(), record.getFrom(), record.getJson(), origin);
  }

  /** Sessions. */
  public SessionBook sessions() {
    return sessions;
  }

  /** Series. */
  public SeriesBook series() {
    return series;
  }

  /** Limits profiles. */
  public LimitsBook limits() {
    return limits;
  }

  /** Decides about sessions. */
  public SessionDecisions sessionDecisions() {
    return sessionDecisions;
  }

  /** Decides about series. */
  public SeriesDecisions seriesDecisions() {
    return seriesDecisions;
  }
}
