package io.rivulet.alerting.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementMappingTest {
  private static AlertRecord.Builder record() {
    return AlertRecord.newBuilder()
        .setId("a1")
        .setSession("S1")
        .setKind("physiological")
        .setCategory("PRESSURE_EXCURSION")
        .setPriority("high")
        .setPresent(true)
        .setRevision(4)
        .setStart(Instant.EPOCH)
        .setDetail("pressure beyond its limit")
        .setMeasured(182.0)
        .setLimit(180.0)
        .setUnit("mm[Hg]")
        .setProfile("icu")
        .setProfileVersion(3)
        .setSource("NIBP")
        .setComponent("systolic")
        .setDirection("high");
  }

  @Test
  @Requirement("CASE-009")
  void aRecordIsAStatement() {
    Statement statement = StatementMapping.of(record().build());

    assertThat(statement.id()).isEqualTo("a1");
    assertThat(statement.revision()).isEqualTo(4);
    assertThat(statement.kind()).isEqualTo(AlertKind.PHYSIOLOGICAL);
    assertThat(statement.priority()).isEqualTo(AlertPriority.HIGH);
    assertThat(statement.urgent()).isTrue();
    assertThat(statement.subject().session()).contains("S1");
    assertThat(statement.subject().component()).contains("systolic");
    assertThat(statement.measured().orElseThrow().limit()).hasValue(180.0);
    assertThat(statement.measured().orElseThrow().limits().orElseThrow().version()).isEqualTo(3);
  }

  @Test
  @Requirement("CASE-009")
  void aCategoryThatIsNotKnownIsBroughtToPeopleLikeAnyOther() {
    assertThat(StatementMapping.of(record().setCategory("NEW_RULE").build()).category())
        .isEqualTo("NEW_RULE");
  }

  @Test
  @Requirement("CASE-009")
  void aPriorityOrKindThatIsNotKnownIsRefusedWithTheReason() {
    AlertRecord priority = record().setPriority("urgent").build();
    AlertRecord kind = record().setKind("other").build();
    AlertRecord nameless = record().setId(" ").build();

    assertThatThrownBy(() -> StatementMapping.of(priority))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("priority 'urgent' is none of [high, medium, low]");
    assertThatThrownBy(() -> StatementMapping.of(kind))
        .hasMessage("kind 'other' is none of [physiological, technical]");
    assertThatThrownBy(() -> StatementMapping.of(nameless)).hasMessageContaining("id");
  }

  @Test
  @Requirement("CASE-009")
  void anAlertIsNotLostOverAWord() {
    Statement statement =
        StatementMapping.of(
            record()
                .setDetail("x".repeat(2_000))
                .setSite("s".repeat(500))
                .setUnit(null)
                .setMeasured(Double.NaN)
                .setFlaps(-1)
                .build());

    assertThat(statement.detail()).hasSize(1_000);
    assertThat(statement.subject().site().orElseThrow()).hasSize(128);
    assertThat(statement.measured()).isEmpty();
    assertThat(statement.flaps()).isZero();
  }

  @Test
  @Requirement("CASE-009")
  void whatIsWithdrawnIsNotPresent() {
    Statement statement =
        StatementMapping.of(record().setWithdrawn(true).setSuccessor("a2").build());

    assertThat(statement.present()).isFalse();
    assertThat(statement.withdrawn()).isTrue();
    assertThat(statement.successor()).isEqualTo(Optional.of("a2"));
  }
}
