package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.History;
import io.rivulet.store.read.HistoryOrder;
import io.rivulet.store.read.HistoryReads;
import io.rivulet.store.read.HistoryRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * What the store remembers. Throws {@link io.rivulet.store.read.StoreUnavailableException} where
 * the database does not answer.
 */
public final class StoredArchive implements Archive {
  private final HistoryReads histories;
  private final ClinicReads reads;

  /** Reads through connections of this pool, two at a time. */
  public StoredArchive(DataSource database) {
    this.histories = new HistoryReads(database);
    this.reads = new ClinicReads(database);
  }

  @Override
  public List<String> sessions(Instant from, Instant to) {
    try (History history = histories.overlapping(from, to)) {
      return history.sessions();
    }
  }

  @Override
  public List<LimitsProfileRecord> limits() {
    List<LimitsProfileRecord> limits = new ArrayList<>();
    try (History history = histories.of(List.of());
        HistoryRows<LimitsProfileRecord> rows = history.limitsProfiles()) {
      rows.forEachRemaining(limits::add);
    }
    return limits;
  }

  @Override
  public Past open(String session) {
    return new StoredPast(histories.of(List.of(session)), session);
  }

  private final class StoredPast implements Past {
    private final History history;
    private final String session;

    StoredPast(History history, String session) {
      this.history = history;
      this.session = session;
    }

    @Override
    public void arrivals(Consumer<Arrival> taker) {
      try (var events = history.sessionEvents();
          var pumps = history.pumpSamples(HistoryOrder.RECEIVED_TIME);
          var vitals = history.vitalsSamples(HistoryOrder.RECEIVED_TIME)) {
        InOrder.merge(
                List.of(
                    InOrder.of(events, event -> new Arrival(event.getRecordedTime(), event)),
                    InOrder.of(
                        pumps, row -> new Arrival(row.sample().getReceivedTime(), row.sample())),
                    InOrder.of(
                        vitals, row -> new Arrival(row.sample().getReceivedTime(), row.sample()))))
            .forEachRemaining(taker);
      }
    }

    @Override
    public Statements stated() {
      List<Finding> findings = new ArrayList<>();
      try (var excursions = history.excursions();
          var alerts = history.alerts()) {
        excursions.forEachRemaining(row -> findings.add(StoredFindings.of(row)));
        alerts.forEachRemaining(row -> StoredFindings.of(row).ifPresent(findings::add));
      }
      return new Statements(
          findings, reads.tallies(session).stream().map(StoredFindings::of).toList());
    }

    @Override
    public void close() {
      history.close();
    }
  }
}
