package io.rivulet.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuarantineFoldTest {
  private static final Instant LATER = Refusals.START.plusSeconds(3600);

  @Test
  @Requirement("BRIDGE-041")
  void whatWasDeliveredAgainIsOneThingWithACountAndBothTimes() {
    Snapshot snapshot =
        fold(
            QuarantineFilter.ALL,
            Refusals.bridge("a", "pump-1").build(),
            Refusals.bridge("b", "pump-2").setReceivedTime(Refusals.START.plusSeconds(1)).build(),
            Refusals.bridge("a", "pump-1").setReceivedTime(LATER).build());

    assertThat(snapshot.entries()).extracting(Entry::id).containsExactly("b", "a");
    Entry again = snapshot.entries().get(1);
    assertThat(again.deliveries()).isEqualTo(2);
    assertThat(again.firstReceived()).isEqualTo(Refusals.START);
    assertThat(again.lastReceived()).isEqualTo(LATER);
    assertThat(again.position()).isEqualTo(Refusals.at(0));
    assertThat(snapshot.summary())
        .isEqualTo("2 in quarantine, delivered 3 times: 2 MALFORMED; 2 open");
    assertThat(snapshot.notes()).isEmpty();
  }

  @Test
  @Requirement("BRIDGE-041")
  void aRedriveIsAStateAndNoDeliveryAlsoWhenTheThingComesAgain() {
    QuarantineRecord refused = Refusals.bridge("a", "pump-1").build();
    Snapshot snapshot =
        fold(
            QuarantineFilter.ALL,
            refused,
            Refusals.mark(refused, "anna", LATER),
            Refusals.mark(refused, "ben", LATER.plusSeconds(1)),
            refused);

    assertThat(snapshot.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.deliveries()).isEqualTo(2);
              assertThat(entry.state())
                  .isEqualTo(
                      new EntryState.Redriven(
                          LATER.plusSeconds(1), "ben", "rivulet.pump.samples", false));
            });
  }

  @Test
  @Requirement("BRIDGE-041")
  void aRedriveIsSeenWhateverTimesAreAskedFor() {
    QuarantineRecord first = Refusals.bridge("a", "pump-1").build();
    QuarantineRecord second = Refusals.bridge("a", "pump-1").setReceivedTime(LATER).build();
    Snapshot snapshot =
        fold(
            between(LATER, LATER.plusSeconds(1)),
            first,
            second,
            Refusals.mark(first, "ben", LATER));

    assertThat(snapshot.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.deliveries()).isEqualTo(1);
              assertThat(entry.state()).isInstanceOf(EntryState.Redriven.class);
            });
  }

  @Test
  @Requirement("BRIDGE-041")
  void aThingWhoseDeliveriesHaveGoneIsKnownByItsRedrive() {
    Snapshot snapshot =
        fold(
            QuarantineFilter.ALL,
            Refusals.mark(Refusals.bridge("a", "pump-1").build(), "ben", LATER));

    assertThat(snapshot.entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.deliveries()).isZero());
  }

  @Test
  @Requirement("BRIDGE-041")
  void aWithdrawnRefusalIsWithdrawn() {
    Snapshot snapshot =
        fold(
            QuarantineFilter.ALL,
            Refusals.sessionRules("s").build(),
            Refusals.sessionRules("s").setWithdrawn(true).build());

    assertThat(snapshot.entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.state()).isEqualTo(new EntryState.Withdrawn()));
  }

  @Test
  @Requirement("BRIDGE-041")
  void filtersTakeWhatTheySay() {
    QuarantineRecord[] all = {
      Refusals.bridge("a1", "pump-1").build(),
      Refusals.bridge("b1", "pump-2").setReason("TIME_AHEAD").build(),
      Refusals.bridge("c1", "pump-1")
          .setOrigin("rivulet/v1/south/pump-1/pump")
          .setReceivedTime(LATER)
          .build(),
      Refusals.sessionRules("d1").build(),
      Refusals.bridge("e1", "x").setOrigin("other/topic").setDevice(null).build()
    };

    assertThat(ids(filter(Set.of("MALFORMED"), null, null, null), all))
        .containsExactly("a1", "e1", "c1");
    assertThat(ids(filter(Set.of(), "pump-1", null, null), all)).containsExactly("a1", "c1");
    assertThat(ids(filter(Set.of(), null, "south", null), all)).containsExactly("c1");
    assertThat(ids(filter(Set.of(), null, null, "session-rules"), all)).containsExactly("d1");
    assertThat(ids(between(Refusals.START, LATER), all)).containsExactly("a1", "b1", "d1", "e1");
    assertThat(ids(between(LATER, LATER.plusSeconds(1)), all)).containsExactly("c1");
    assertThat(ids(QuarantineFilter.ALL.withIdPrefixes(Set.of("b", "c1")), all))
        .containsExactly("b1", "c1");
    assertThatThrownBy(() -> between(LATER, LATER))
        .hasMessageContaining("since 2026-11-21T11:00:00Z is not before until");
  }

  @Test
  @Requirement("BRIDGE-047")
  void whatDoesNotFitIsTheOldestAndIsCountedAndKeepsAnythingFromBeingRedriven() {
    QuarantineFold fold = new QuarantineFold(QuarantineFilter.ALL, 100);
    for (int n = 0; n < 1_000; n++) {
      fold.add(
          Refusals.bridge("id-" + n, "pump-1")
              .setReceivedTime(Refusals.START.plusSeconds(n))
              .build(),
          Refusals.at(n));
    }
    Snapshot snapshot = fold.snapshot();

    assertThat(snapshot.entries()).hasSizeBetween(90, 100);
    assertThat(snapshot.leftOut()).isEqualTo(1_000 - snapshot.entries().size());
    assertThat(snapshot.entries().get(snapshot.entries().size() - 1).id()).isEqualTo("id-999");
    assertThat(snapshot.notes()).singleElement().asString().contains("are left out", "--device");
    assertThatThrownBy(() -> Selection.of(snapshot, request(List.of("id-999"), false)))
        .isInstanceOf(QuarantineException.class)
        .hasMessageContaining("nothing is redriven");
  }

  @Test
  @Requirement("BRIDGE-044")
  void allMeansOpenMessagesOfTheBridge() {
    QuarantineRecord done = Refusals.bridge("done", "pump-1").build();
    Snapshot snapshot =
        fold(
            QuarantineFilter.ALL,
            Refusals.bridge("open", "pump-1").setReceivedTime(LATER).build(),
            done,
            Refusals.mark(done, "anna", LATER),
            Refusals.sessionRules("rules").build());

    assertThat(Selection.of(snapshot, request(List.of(), false)))
        .extracting(Entry::id)
        .containsExactly("open");
    assertThat(Selection.of(snapshot, request(List.of(), true)))
        .extracting(Entry::id)
        .containsExactly("done", "open");
    assertThat(Selection.of(snapshot, request(List.of("ru", "done", "don"), false)))
        .extracting(Entry::id)
        .containsExactly("rules", "done");
  }

  @Test
  @Requirement("BRIDGE-042")
  void anIdThatBeginsSeveralNamesThemAndOneThatBeginsNoneSaysSo() {
    Snapshot snapshot =
        fold(
            QuarantineFilter.ALL,
            Refusals.bridge("abc1", "pump-1").build(),
            Refusals.bridge("abc2", "pump-1").build());

    assertThat(Selection.one(snapshot, "abc1").id()).isEqualTo("abc1");
    assertThatThrownBy(() -> Selection.one(snapshot, "abc"))
        .isInstanceOfSatisfying(
            AmbiguousIdException.class, e -> assertThat(e.candidates()).hasSize(2))
        .hasMessageContaining("begins 2 ids");
    assertThatThrownBy(() -> Selection.one(snapshot, "x"))
        .isInstanceOf(QuarantineException.class)
        .hasMessageContaining("no id in quarantine begins with \"x\"");
  }

  private static RedriveRequest request(List<String> ids, boolean again) {
    return new RedriveRequest(
        ids, QuarantineFilter.ALL, Integer.MAX_VALUE, Correction.NONE, again, false, "anna");
  }

  private static QuarantineFilter filter(
      Set<String> reasons, String device, String site, String stage) {
    return new QuarantineFilter(
        Set.of(),
        reasons,
        Optional.ofNullable(device),
        Optional.ofNullable(site),
        Optional.ofNullable(stage),
        Optional.empty(),
        Optional.empty());
  }

  private static QuarantineFilter between(Instant since, Instant until) {
    return new QuarantineFilter(
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(since),
        Optional.of(until));
  }

  private static List<String> ids(QuarantineFilter filter, QuarantineRecord... records) {
    return fold(filter, records).entries().stream().map(Entry::id).toList();
  }

  private static Snapshot fold(QuarantineFilter filter, QuarantineRecord... records) {
    QuarantineFold fold = new QuarantineFold(filter, 1_000);
    for (int n = 0; n < records.length; n++) {
      fold.add(records[n], Refusals.at(n));
    }
    return fold.snapshot();
  }
}
