package io.rivulet.streams.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatedAlertsTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private KeyValueStore<Bytes, AlertRecord> store;
  private StatedAlerts stated;

  @BeforeEach
  void open() {
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("stated-alerts"),
                Serdes.Bytes(),
                AvroSerde.of(AlertRecord.class))
            .withLoggingDisabled()
            .build();
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>(new Properties());
    store.init(context.getStateStoreContext(), store);
    stated = new StatedAlerts(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Alert occlusion(int second) {
    return Alert.begun(
        AlertCategory.PUMP_OCCLUSION, About.device(new DeviceId("pump-1")), T0.plusSeconds(second));
  }

  private List<AlertRecord> restate(Alert... found) {
    return stated.restate("pump-1", "rule", List.of(found), Instant.MIN);
  }

  @Test
  @Requirement("ALERT-012")
  void theRevisionCountsUpUnderAnIdThroughClosingAndWithdrawing() {
    assertThat(restate(occlusion(0))).extracting(AlertRecord::getRevision).containsExactly(1L);
    assertThat(restate(occlusion(0))).isEmpty();
    assertThat(restate(occlusion(0).ended(T0.plusSeconds(9))))
        .extracting(AlertRecord::getRevision)
        .containsExactly(2L);
    assertThat(restate())
        .singleElement()
        .matches(AlertRecord::getWithdrawn)
        .matches(record -> record.getRevision() == 3);
    assertThat(restate(occlusion(0)))
        .singleElement()
        .matches(AlertRecord::getPresent)
        .matches(record -> record.getRevision() == 4);
  }

  @Test
  @Requirement("ALERT-012")
  void aTaskThatTakesOverGoesOnFromTheStore() {
    restate(occlusion(0));
    stated = new StatedAlerts(store);

    assertThat(restate(occlusion(0))).isEmpty();
    assertThat(restate(occlusion(0).flapping(1)))
        .extracting(AlertRecord::getRevision)
        .containsExactly(2L);
  }

  @Test
  @Requirement("ALERT-012")
  void rulesAndKeysAreKeptApart() {
    restate(occlusion(0));

    assertThat(stated.restate("pump-1", "other", List.of(), Instant.MIN)).isEmpty();
    assertThat(stated.restate("pump-2", "rule", List.of(), Instant.MIN)).isEmpty();
    assertThat(restate()).hasSize(1);
  }

  @Test
  @Requirement("ALERT-013")
  void ofTooManyTheOldestThatAreOverStayAsTheyWereStated() {
    List<Alert> found = new ArrayList<>();
    int most = 0;
    for (int i = 0; i < 3 * StatedAlerts.MOST; i++) {
      found.add(occlusion(10 * i).ended(T0.plusSeconds(10 * i + 5)));
      List<AlertRecord> records = stated.restate("pump-1", "rule", found, Instant.MIN);
      assertThat(records).extracting(AlertRecord::getRevision).containsExactly(1L);
      most = Math.max(most, kept());
    }

    assertThat(most).isEqualTo(StatedAlerts.KEPT);
    assertThat(stated.forgotten()).isEqualTo(StatedAlerts.MOST);
    stated = new StatedAlerts(store);
    assertThat(stated.restate("pump-1", "rule", found, Instant.MIN)).isEmpty();
  }

  @Test
  @Requirement("ALERT-013")
  void whatIsPresentIsStatedHoweverOldItIs() {
    List<Alert> found =
        new ArrayList<>(
            IntStream.range(1, 2 * StatedAlerts.MOST)
                .mapToObj(i -> occlusion(i).ended(T0.plusSeconds(i)))
                .toList());
    found.add(occlusion(0));

    assertThat(stated.restate("pump-1", "rule", found, Instant.MIN))
        .hasSize(StatedAlerts.MOST)
        .anyMatch(record -> record.getPresent() && record.getStart().equals(T0));
  }

  @Test
  @Requirement("ALERT-013")
  void whatIsSettledIsForgottenAndItsStatementsStand() {
    restate(occlusion(0));
    stated.settle("pump-1", "rule");

    assertThat(kept()).isZero();
    assertThat(restate()).isEmpty();
  }

  private int kept() {
    int kept = 0;
    try (var all = store.all()) {
      while (all.hasNext()) {
        all.next();
        kept++;
      }
    }
    return kept;
  }
}
