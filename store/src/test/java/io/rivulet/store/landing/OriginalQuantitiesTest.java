package io.rivulet.store.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.OriginalQuantity;
import io.rivulet.schemas.serde.TrustedRecords;
import io.rivulet.testkit.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginalQuantitiesTest {
  static {
    TrustedRecords.declare();
  }

  @Test
  @Requirement("STORE-017")
  void whatAColumnHoldsExactlyIsNotWrittenTwice() {
    assertThat(
            new OriginalQuantities()
                .column(5.25, "mL/h")
                .column(null, "mL")
                .json(List.of(new OriginalQuantity("rate", 5.25, "mL/h"))))
        .isNull();
  }

  @Test
  @Requirement("STORE-017")
  void anotherUnitOrValueIsKeptAsSent() {
    assertThat(
            new OriginalQuantities()
                .column(6.0, "mL/h")
                .json(
                    List.of(
                        new OriginalQuantity("rate", 0.1, "mL/min"),
                        new OriginalQuantity("a \"quoted\"\\\n", 1.0, "mL"))))
        .isEqualTo(
            "[{\"field\":\"rate\",\"value\":0.1,\"unit\":\"mL/min\"},"
                + "{\"field\":\"a \\\"quoted\\\"\\\\\\u000a\",\"value\":1.0,\"unit\":\"mL\"}]");
  }
}
