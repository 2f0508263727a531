package io.rivulet.schemas.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.domain.alert.AlertStatement;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertMappingTest {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final Alert FULL =
      Alert.begun(
              AlertCategory.DOSE_ABOVE_CEILING,
              About.session(new SessionId("s1"))
                  .ofDevice(new DeviceId("pump-1"))
                  .ofDrug("Ketamine")
                  .ofVital("NIBP", "systolic", "high")
                  .at("clinic"),
              T0)
          .measuring(Measured.of(1.25, 1, "mg/kg").by("icu", 4))
          .flapping(2);
  private static final Alert BARE =
      Alert.begun(AlertCategory.UNATTRIBUTED_INFUSION, About.device(new DeviceId("pump-1")), T0);

  private static AlertRecord opened(Alert alert) {
    return AlertMapping.record(new AlertStatement.Opened(alert), 1);
  }

  @Test
  @Requirement("ALERT-009")
  void anAlertSurvivesTheTopic() {
    for (Alert alert :
        new Alert[] {
          FULL,
          BARE,
          FULL.ended(T0),
          BARE.over(),
          FULL.of(AlertPriority.LOW),
          BARE.measuring(Measured.of(3, "s"))
        }) {
      assertThat(AlertMapping.alert(opened(alert))).isEqualTo(alert);
      assertThat(AlertMapping.alert(opened(alert)).about().site()).isEqualTo(alert.about().site());
    }
  }

  @Test
  @Requirement("ALERT-009")
  void aRecordSaysWhatTheAlertSays() {
    AlertRecord record = AlertMapping.record(new AlertStatement.Changed(FULL), 7);

    assertThat(record.getId()).isEqualTo(FULL.id());
    assertThat(record.getRevision()).isEqualTo(7);
    assertThat(record.getKind()).isEqualTo("physiological");
    assertThat(record.getPriority()).isEqualTo("high");
    assertThat(record.getSignal()).isEqualTo("on");
    assertThat(record.getPresent()).isTrue();
    assertThat(record.getDetail()).isEqualTo(FULL.detail());
    assertThat(record.getLimit()).isEqualTo(1);
    assertThat(record.getWithdrawn()).isFalse();
    assertThat(opened(FULL.ended(T0)).getSignal()).isEqualTo("latched");
    assertThat(opened(BARE.ended(T0)).getSignal()).isEqualTo("off");
  }

  @Test
  @Requirement("ALERT-009")
  void whatIsWithdrawnShowsNothingAndNamesItsSuccessor() {
    AlertRecord record =
        AlertMapping.record(new AlertStatement.Withdrawn(FULL, Optional.of("other")), 3);

    assertThat(record.getWithdrawn()).isTrue();
    assertThat(record.getPresent()).isFalse();
    assertThat(record.getSignal()).isEqualTo("off");
    assertThat(record.getSuccessor()).isEqualTo("other");
    assertThat(AlertMapping.alert(record)).isEqualTo(FULL.over());
  }

  @Test
  @Requirement("ALERT-009")
  void aCategoryThatIsNotKnownIsRefusedByName() {
    AlertRecord record = opened(BARE);
    record.setCategory("BORED");

    assertThatThrownBy(() -> AlertMapping.alert(record))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BORED");
  }
}
