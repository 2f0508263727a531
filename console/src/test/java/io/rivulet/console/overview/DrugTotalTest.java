package io.rivulet.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.store.read.DoseRow;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DrugTotalTest {
  @Test
  void pumpsOfOneDrugAreAddedAndOtherDrugsStandApart() {
    List<DrugTotal> totals =
        DrugTotal.of(
            List.of(
                row("pump-1", "ketamine", OptionalDouble.of(0.2)),
                row("pump-2", "ketamine", OptionalDouble.of(0.05)),
                row("pump-3", "midazolam", OptionalDouble.of(0.01))));

    assertThat(totals).extracting(DrugTotal::drug).containsExactly("ketamine", "midazolam");
    assertThat(totals.get(0).amountPerKg()).hasValue(0.25);
    assertThat(totals.get(0).volumeMl()).isEqualTo(4);
  }

  @Test
  @Requirement("CONSOLE-010")
  void aSumWithAnUnknownPartIsUnknown() {
    List<DrugTotal> totals =
        DrugTotal.of(
            List.of(
                row("pump-1", "ketamine", OptionalDouble.of(0.2)),
                row("pump-2", "ketamine", OptionalDouble.empty())));

    assertThat(totals)
        .singleElement()
        .extracting(DrugTotal::amountPerKg)
        .isEqualTo(OptionalDouble.empty());
  }

  private static DoseRow row(String device, String drug, OptionalDouble amountPerKg) {
    return new DoseRow(
        "s",
        device,
        drug,
        1,
        Instant.EPOCH,
        2,
        OptionalDouble.of(10),
        Optional.of("mg"),
        amountPerKg,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
        1,
        "RUN",
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
