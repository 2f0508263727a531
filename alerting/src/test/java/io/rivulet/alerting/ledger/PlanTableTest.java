package io.rivulet.alerting.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlanTableTest {
  @Test
  @Requirement("LEDGER-021")
  void theFileIsKeptWithoutWhatMayBeSecret() {
    assertThat(
            PlanTable.withoutSecrets(
                """
                channels:
                  hook:
                    type: webhook
                    url: https://example/T0/B0/xyz
                    secrets: [env:HOOK]
                  pd:
                    routingKey: abc
                  - password: p
                """))
        .isEqualTo(
            """
            channels:
              hook:
                type: webhook
                url: (left out)
                secrets: (left out)
              pd:
                routingKey: (left out)
              - password: (left out)
            """);
  }

  @Test
  @Requirement("LEDGER-018")
  void aCursorNamesAPlaceAndNothingElseDoes() {
    Place place = new Place(Instant.parse("2026-03-03T03:00:00.000001Z"), "an id");

    assertThat(Place.of(place.cursor())).isEqualTo(place);
    assertThatThrownBy(() -> Place.of("nonsense")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Place.of("x".repeat(5_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
