package io.rivulet.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.desk.SessionCommand;
import io.rivulet.domain.session.Route;
import io.rivulet.testkit.Requirement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportedNamesTest {
  private static final String SESSION = "import-0123456789abcdef";

  @Test
  @Requirement("IMPORT-008")
  void whatIsOfARecordingAndItsDevicesIsCoveredAndNothingElse() {
    assertThat(ImportedNames.session("0123456789abcdef").value()).isEqualTo(SESSION);
    assertThat(covered(SESSION, null)).isTrue();
    assertThat(covered(SESSION, SESSION + "-pump-1")).isTrue();

    assertThat(covered(SESSION, "pump-1")).as("a live pump").isFalse();
    assertThat(covered(null, SESSION + "-pump-1")).as("of no session").isFalse();
    assertThat(covered("import-of-ketamine", null)).isFalse();
    assertThat(covered("import-0123456789abcdef0", null)).isFalse();
    assertThat(covered("s-17", null)).isFalse();
    assertThatThrownBy(() -> ImportedNames.session("ABC")).hasMessageContaining("16 hexadecimal");
  }

  @Test
  @Requirement("IMPORT-008")
  void nobodyOpensASessionUnderSuchAName() {
    assertThatThrownBy(
            () ->
                new SessionCommand.Open(
                    new SessionId(SESSION),
                    "north",
                    "p-1",
                    Optional.empty(),
                    Route.IV,
                    Optional.empty(),
                    Optional.empty()))
        .hasMessageContaining("give another name");
  }

  private static boolean covered(String session, String device) {
    return ImportedNames.cover(Optional.ofNullable(session), Optional.ofNullable(device));
  }
}
