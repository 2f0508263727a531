package io.rivulet.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.Requirement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseConfigTest {
  @Test
  @Requirement("STORE-016")
  void thePasswordIsNeverShown() {
    DatabaseConfig config =
        new DatabaseConfig(
            "jdbc:postgresql://db/rivulet?password=hush&sslmode=require", "rivulet", "hush", 4);

    assertThat(config.toString())
        .doesNotContain("hush")
        .contains("jdbc:postgresql://db/rivulet?password=(secret)&sslmode=require");
  }

  @Test
  void itComesFromTheSettings() {
    Settings settings =
        Settings.of(
            Map.of("database.url", "jdbc:postgresql://db/rivulet", "database.password", "p"));

    assertThat(DatabaseConfig.from(settings))
        .isEqualTo(new DatabaseConfig("jdbc:postgresql://db/rivulet", "rivulet", "p", 4));
  }

  @Test
  void anotherDatabaseIsRefused() {
    assertThatThrownBy(() -> new DatabaseConfig("jdbc:mysql://db", "rivulet", "", 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql://host:port/database");
  }
}
