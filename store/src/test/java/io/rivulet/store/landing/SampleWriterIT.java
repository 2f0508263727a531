package io.rivulet.store.landing;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.excursion;
import static io.rivulet.store.TestRecords.occluded;
import static io.rivulet.store.TestRecords.pump;
import static io.rivulet.store.TestRecords.vitals;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.database.Migrations;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SampleWriterIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final int COPIED = 300;
  private static final int INSERTED = 20;

  private static TestStore store;

  @BeforeAll
  static void migrated() throws SQLException {
    store = SERVERS.newStore();
    Migrations.migrate(store.config().database());
  }

  @AfterAll
  static void closeStore() {
    store.close();
  }

  @BeforeEach
  void emptied() throws SQLException {
    execute("TRUNCATE rivulet.pump_sample, rivulet.vitals_sample");
  }

  @Test
  @Requirement("STORE-038")
  void rowsThatAreCopiedAndRowsThatAreInsertedAreEqual() throws SQLException {
    List<PumpSampleRecord> samples = new ArrayList<>();
    for (int n = 0; n < COPIED; n++) {
      samples.add(
          switch (n % 4) {
            case 0 -> occluded("pump-" + n % 7, n);
            case 1 ->
                PumpSampleRecord.newBuilder(pump("pümp-\u0130-" + n % 7, n))
                    .setDrug("Remifentanil \"20 µg/mL\"\t")
                    .setRateMlPerHour(null)
                    .setDeliveredNanolitres(null)
                    .setConcentrationPerMl(null)
                    .setConcentrationUnit(null)
                    .setProgrammedWeightKg(null)
                    .setOriginal(List.of())
                    .build();
            case 2 ->
                PumpSampleRecord.newBuilder(pump("pump-" + n % 7, n))
                    .setDeviceTime(START.minusSeconds(1_000_000_000L + n).plusNanos(123_456_000))
                    .setDeliveredNanolitres(Long.MAX_VALUE)
                    .setMqttDuplicate(true)
                    .build();
            default -> pump("pump-" + n % 7, n);
          });
    }

    assertThat(land(samples, COPIED)).isEqualTo(COPIED);
    execute("CREATE TABLE rivulet.copied AS SELECT * FROM rivulet.pump_sample");
    execute("DELETE FROM rivulet.pump_sample");
    assertThat(land(samples, INSERTED)).isEqualTo(COPIED);

    assertThat(store.number("SELECT count(*) FROM rivulet.copied")).isEqualTo(COPIED);
    assertThat(
            store.number(
                "SELECT count(*) FROM (TABLE rivulet.copied EXCEPT TABLE rivulet.pump_sample) AS d"))
        .isZero();
  }

  @Test
  @Requirement("STORE-038")
  void aBatchWithRepeatsLandsWhatIsNewAndCountsTheRest() throws SQLException {
    List<PumpSampleRecord> samples = new ArrayList<>();
    for (int n = 0; n < COPIED; n++) {
      samples.add(pump("pump-1", n));
    }
    SampleWriter<PumpSampleRecord> writer =
        new SampleWriter<>(new PumpSampleTable(), new RollUpMarks());
    assertThat(land(writer, samples.subList(0, 100)).rows()).isEqualTo(100);
    samples.set(50, occluded("pump-1", 50));

    Landed again = land(writer, samples);

    assertThat(again.rows()).isEqualTo(200);
    assertThat(again.repeats()).isEqualTo(99);
    assertThat(again.unlandable())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).isEqualTo(Unlandable.Reason.CONTRADICTION));
    assertThat(store.number("SELECT count(*) FROM rivulet.pump_sample")).isEqualTo(COPIED);
  }

  @Test
  @Requirement("STORE-038")
  void vitalSignsAreCopiedIntoTheirColumns() throws SQLException {
    var samples = new ArrayList<Incoming<io.rivulet.schemas.record.VitalsSampleRecord>>();
    for (int n = 0; n < 100; n++) {
      samples.add(incoming(vitals("monitor-1", n, 100 + n)));
    }
    try (Connection connection = store.database().getConnection()) {
      connection.setAutoCommit(false);
      Landed unused =
          new SampleWriter<>(new VitalsSampleTable(), new RollUpMarks()).land(connection, samples);
      connection.commit();
    }

    assertThat(
            store.number(
                "SELECT count(*) FROM rivulet.vitals_sample WHERE nibp_systolic = 100 + sequence AND art_mean IS NULL"))
        .isEqualTo(100);
  }

  @Test
  @Requirement("STORE-039")
  void everyStatementOfAnExcursionIsKept() throws SQLException {
    try (Connection connection = store.database().getConnection()) {
      connection.setAutoCommit(false);
      ExcursionTable table = new ExcursionTable();
      Landed first =
          table.land(
              connection,
              List.of(
                  incoming(excursion("x", "s1", 1).build()),
                  incoming(excursion("x", "s1", 2).build())));
      Landed second =
          table.land(
              connection,
              List.of(
                  incoming(excursion("x", "s1", 2).build()),
                  incoming(excursion("x", "s1", 3).build())));
      connection.commit();
      assertThat(first.rows() + second.rows()).isEqualTo(2);
    }

    assertThat(store.number("SELECT revision FROM rivulet.excursion")).isEqualTo(3);
    assertThat(store.number("SELECT sum(revision) FROM rivulet.excursion_history")).isEqualTo(6);
  }

  private long land(List<PumpSampleRecord> samples, int batch) throws SQLException {
    SampleWriter<PumpSampleRecord> writer =
        new SampleWriter<>(new PumpSampleTable(), new RollUpMarks());
    long rows = 0;
    for (int from = 0; from < samples.size(); from += batch) {
      rows += land(writer, samples.subList(from, from + batch)).rows();
    }
    return rows;
  }

  private Landed land(SampleWriter<PumpSampleRecord> writer, List<PumpSampleRecord> samples)
      throws SQLException {
    try (Connection connection = store.database().getConnection()) {
      connection.setAutoCommit(false);
      Landed landed =
          writer.land(connection, samples.stream().map(SampleWriterIT::incoming).toList());
      connection.commit();
      return landed;
    }
  }

  private static <T> Incoming<T> incoming(T value) {
    return new Incoming<>(new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]), value);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
