package io.rivulet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StorageSettingsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  @Requirement("STORE-034")
  void eachKindIsKeptAsLongAsItsSettingSays() {
    StorageSettings settings =
        new StorageSettings(
            DAY, DAY, DAY.multipliedBy(2), DAY.multipliedBy(3), DAY.multipliedBy(4), Duration.ZERO);

    assertThat(settings.kept(StoredTable.Kind.SAMPLES)).isEqualTo(DAY.multipliedBy(2));
    assertThat(settings.kept(StoredTable.Kind.STATUSES)).isEqualTo(DAY.multipliedBy(2));
    assertThat(settings.kept(StoredTable.Kind.STATEMENTS)).isEqualTo(DAY.multipliedBy(3));
    assertThat(settings.kept(StoredTable.Kind.MINUTES)).isEqualTo(DAY.multipliedBy(4));
    assertThat(settings.kept(StoredTable.Kind.HOURS)).isZero();
  }

  @Test
  @Requirement("STORE-034")
  void aSpanOutOfRangeIsRefusedByName() {
    assertThatThrownBy(() -> keeping(Duration.ofMinutes(59), DAY))
        .hasMessageContaining("store.chunk.interval PT59M is not PT1H to P365D");
    assertThatThrownBy(() -> keeping(DAY, Duration.ofHours(23)))
        .hasMessageContaining("store.compress.after PT23H is neither PT0S nor P1D to P36525D");
    assertThatThrownBy(() -> keeping(DAY, Duration.ofSeconds(-1)))
        .hasMessageContaining("store.compress.after PT-1S");
  }

  private static StorageSettings keeping(Duration chunk, Duration compressAfter) {
    return new StorageSettings(
        chunk, compressAfter, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }
}
