package io.rivulet.domain.watch;

import static io.rivulet.domain.watch.Bedside.MONITOR;
import static io.rivulet.domain.watch.Bedside.PUMP;
import static io.rivulet.domain.watch.Bedside.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WatchProperties {
  /** One thing that was received, as something to tell a bedside. */
  private interface Receipt {
    void tell(Bedside bedside);
  }

  private static List<Receipt> received(Random random, int size) {
    List<Receipt> receipts = new ArrayList<>();
    double second = 0;
    for (int i = 0; i < size; i++) {
      second += random.nextInt(6) == 0 ? random.nextInt(150) : random.nextInt(40);
      double at = second;
      double offset = random.nextInt(140) - 70;
      receipts.add(
          switch (random.nextInt(6)) {
            case 0, 1 -> bedside -> bedside.pump(at);
            case 2 -> bedside -> bedside.idlePump(at);
            case 3 -> bedside -> bedside.pressure(at);
            case 4 -> bedside -> bedside.clock(at, offset, 0);
            default -> bedside -> bedside.vitals(at);
          });
    }
    return receipts;
  }

  private static Bedside bedside(Random random) {
    Bedside bedside = new Bedside().bound(PUMP, random.nextInt(100)).ordered(50, 60);
    bedside.bound(MONITOR, random.nextInt(50), 200 + random.nextInt(300));
    return bedside.bound(MONITOR, 300 + random.nextInt(300)).ordered(400, 120);
  }

  @Property(tries = 500)
  @Requirement("WATCH-002")
  void theFindingsAreTheSameForEveryOrderOfArrivalAndEveryRepetition(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int size) {
    List<Receipt> receipts = received(new Random(seed), size);
    Bedside inOrder = bedside(new Random(seed));
    receipts.forEach(receipt -> receipt.tell(inOrder));

    Random random = new Random(seed + 1);
    List<Receipt> arrived = new ArrayList<>(receipts);
    arrived.addAll(receipts.subList(0, random.nextInt(size)));
    Collections.shuffle(arrived, random);
    Bedside anyhow = bedside(new Random(seed));
    for (Receipt receipt : arrived) {
      receipt.tell(anyhow);
      anyhow.look(random.nextInt(1000));
    }

    double now = random.nextInt(3000);
    assertThat(anyhow.look(now)).isEqualTo(inOrder.look(now));
  }

  @Property(tries = 500)
  @Requirement("WATCH-001")
  void silenceIsWhatANaiveLookAtTheGapsSays(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int size) {
    Random random = new Random(seed);
    TreeSet<Integer> times = new TreeSet<>();
    for (int i = 0; i < size; i++) {
      times.add(random.nextInt(size * 40));
    }
    Bedside bedside = new Bedside().bound(PUMP, times.first());
    List<Integer> shuffled = new ArrayList<>(times);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(bedside::idlePump);
    int now = times.last() + random.nextInt(100);

    List<Instant> expected = new ArrayList<>();
    int last = times.first();
    for (int time : times) {
      if (time - last > 60) {
        expected.add(at(last + 60));
      }
      last = time;
    }
    if (now - last > 60) {
      expected.add(at(last + 60));
    }

    assertThat(bedside.alerts(now)).extracting(Alert::start).isEqualTo(expected);
    assertThat(bedside.alerts(now))
        .allMatch(alert -> alert.category() == AlertCategory.PUMP_SILENT);
  }

  @Property(tries = 300)
  @Requirement("WATCH-014")
  void timeAloneOnlyBringsAlertsAndEndsThemAndNeverTakesOneBack(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int size) {
    Bedside bedside = bedside(new Random(seed));
    received(new Random(seed), size).forEach(receipt -> receipt.tell(bedside));

    Map<String, Alert> before = Map.of();
    for (int second = 1200; second < 2000; second += 37) {
      Map<String, Alert> now =
          bedside.alerts(second).stream().collect(Collectors.toMap(Alert::id, Function.identity()));
      assertThat(now.keySet()).containsAll(before.keySet());
      for (Alert alert : before.values()) {
        if (!alert.present()) {
          assertThat(now.get(alert.id())).isEqualTo(alert);
        }
      }
      before = now;
    }
  }

  @Property(tries = 300)
  @Requirement("WATCH-011")
  void untilItIsDueALookFindsWhatTheLastOneFound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int size) {
    Bedside bedside = bedside(new Random(seed));
    received(new Random(seed), size).forEach(receipt -> receipt.tell(bedside));

    WatchFindings last = bedside.look(1200);
    for (int second = 1201; second < 1800; second += 7) {
      WatchFindings now = bedside.look(second);
      if (!at(second).isAfter(last.dueAt())) {
        assertThat(now.alerts()).as("at second %d", second).isEqualTo(last.alerts());
      }
      last = now;
    }
  }
}
