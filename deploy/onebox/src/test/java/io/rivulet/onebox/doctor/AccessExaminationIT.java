package io.rivulet.onebox.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.user.UserDesk;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.testkit.Requirement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessExaminationIT {
  @Test
  @Requirement("ACCESS-038")
  void aDatabaseWithoutAnAdministratorIsSaid() throws Exception {
    try (DataDirectory directory = DataDirectory.temporary();
        EmbeddedDatabase database =
            EmbeddedDatabase.start(
                directory.path().resolve("postgres"), 0, Durability.PROCESS_END)) {
      DatabaseConfig config = new DatabaseConfig(database.jdbcUrl(), database.user(), "", 2);
      try (HikariDataSource pool = ConnectionPool.open(config, "doctor-test");
          UserDesk desk =
              UserDesk.open(
                  Settings.of(
                      Map.of("database.url", database.jdbcUrl(), "database.user", database.user())),
                  "tester",
                  InstantSource.system())) {
        assertThat(AccessExamination.of(pool).toString()).contains("is not there yet");

        desk.add("root", "Root", "four green kettles sing", List.of());
        assertThat(AccessExamination.of(pool).toString())
            .contains("schema rivulet_console is there", "nobody is administrator of every site");
        desk.grant("root", Grant.parseAll("administrator@north"));
        assertThat(AccessExamination.of(pool).toString()).contains("nobody is administrator");
        desk.grant("root", Grant.parseAll("administrator"));
        assertThat(AccessExamination.of(pool).toString()).doesNotContain("nobody is");
        desk.disable("root", true);
        assertThat(AccessExamination.of(pool).toString()).contains("nobody is administrator");
      }
    }
  }
}
