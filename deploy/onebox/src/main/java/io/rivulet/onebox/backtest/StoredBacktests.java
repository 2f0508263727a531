package io.rivulet.onebox.backtest;

import io.rivulet.console.backtest.Backtests;
import io.rivulet.console.backtest.ChosenSession;
import io.rivulet.console.backtest.LimitsVersion;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.store.read.SessionNames;
import io.rivulet.streams.StreamsRole;
import io.rivulet.streams.TopologyConfig;
import java.io.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Backtests for the console: the topology of production over the store. */
public final class StoredBacktests implements Backtests {
  /** Sessions are named, so that their times choose nothing. */
  private static final Instant BEGIN = Instant.EPOCH;

  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

  private final TopologyConfig topology;
  private final Archive archive;
  private final SessionNames names;

  /**
   * Over a database.
   *
   * @param topology as the streams role has it
   * @param database its user may read what is stored; pseudonyms take role rivulet_console_writer
   */
  public StoredBacktests(TopologyConfig topology, DataSource database) {
    this.topology = topology;
    this.archive = new StoredArchive(database);
    this.names = new SessionNames(database);
  }

  /** The same, with the topology of these settings; one partition is enough for one session. */
  public static StoredBacktests of(Settings settings, DataSource database) {
    return new StoredBacktests(
        StreamsRole.topology(settings.with(Map.of(Catalogue.TOPIC_PARTITIONS.name(), "1"))),
        database);
  }

  @Override
  public List<LimitsVersion> limits() {
    return archive.limits().stream()
        .map(
            limits ->
                new LimitsVersion(
                    limits.getProfile(), limits.getVersion(), limits.getFrom(), limits.getJson()))
        .toList();
  }

  @Override
  public void check(String limits) {
    LimitsProfileJson.Named unused = LimitsProfileJson.parse(limits);
  }

  @Override
  public List<ChosenSession> find(Collection<String> wanted) {
    return chosen(names.of(wanted), false);
  }

  @Override
  public List<ChosenSession> ofPseudonyms(String by, Collection<String> pseudonyms) {
    return chosen(names.ofPseudonyms(by, pseudonyms), true);
  }

  private static List<ChosenSession> chosen(List<SessionNames.Named> found, boolean pseudonyms) {
    return found.stream()
        .map(
            named ->
                new ChosenSession(
                    named.session(),
                    named.site(),
                    named.shown(),
                    new ChosenSession.Disguise(pseudonyms, named.shiftDays())))
        .toList();
  }

  @Override
  public void run(List<ChosenSession> sessions, String limits, Writer report, Watcher watcher) {
    Map<String, ChosenSession> chosen =
        sessions.stream().collect(Collectors.toMap(ChosenSession::session, Function.identity()));
    int[] opened = new int[1];
    Archive these =
        new OnlyThese(
            archive,
            sessions.stream().map(ChosenSession::session).toList(),
            session -> watcher.done(opened[0]++));
    BacktestRequest request =
        new BacktestRequest(
            topology,
            new Candidate(LimitsProfileJson.parse(limits).id(), limits),
            BEGIN,
            END,
            Set.of());
    JsonReport json = new JsonReport(report, request);
    Totals totals =
        Backtest.run(
            request,
            these,
            result -> json.add(Disguised.of(result, chosen.get(result.session()))),
            line -> {});
    json.finish(totals);
  }
}
