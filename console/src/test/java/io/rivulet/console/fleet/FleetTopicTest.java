package io.rivulet.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.console.access.SiteScope;
import io.rivulet.console.stream.StateReading;
import io.rivulet.store.fleet.ClockVerdict;
import io.rivulet.store.fleet.DeviceState;
import io.rivulet.store.fleet.FleetPart;
import io.rivulet.store.fleet.Need;
import io.rivulet.store.read.StoreUnavailableException;
import io.rivulet.testkit.Requirement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FleetTopicTest {
  private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(T0);
  private final List<Instant> asked = new ArrayList<>();
  private final List<FleetPart> fleet =
      new ArrayList<>(
          List.of(
              part("north", DeviceState.RUNNING, List.of(), 7, T0),
              part("north", DeviceState.SILENT, List.of(Need.BATTERY), 2, T0.minusSeconds(60)),
              part("south", DeviceState.RUNNING, List.of(Need.BATTERY), 5, T0.plusSeconds(1))));
  private final FleetTopic topic =
      new FleetTopic(
          at -> {
            asked.add(at);
            return List.copyOf(fleet);
          },
          now::get);

  private static FleetPart part(
      String site, DeviceState state, List<Need> needs, long devices, Instant heard) {
    return new FleetPart(
        site, state, ClockVerdict.values()[6], needs, devices, 1, 0, 3, Optional.of(heard));
  }

  private FleetSign sign(SiteScope sites) {
    return (FleetSign) ((StateReading.Known) topic.read(sites)).document();
  }

  @Test
  @Requirement("FLEET-016")
  void aSignCountsTheDevicesOfTheCallersSitesAndNoOthers() {
    FleetSign north = sign(new SiteScope.Only(Set.of("north")));

    assertThat(north.counts().total()).isEqualTo(9);
    assertThat(north.counts().needing()).isEqualTo(2);
    assertThat(north.counts().states())
        .isEqualTo(Map.of(DeviceState.RUNNING.word(), 7L, DeviceState.SILENT.word(), 2L));
    assertThat(north.heard()).contains(T0);
    assertThat(sign(new SiteScope.All()).counts().needs())
        .isEqualTo(Map.of(Need.BATTERY.word(), 7L));
    assertThat(sign(SiteScope.NONE).counts().total()).isZero();
  }

  @Test
  @Requirement("FLEET-016")
  void theFleetIsReadOnceInTwoSecondsForEverybody() {
    FleetSign before = sign(new SiteScope.All());
    fleet.set(0, part("north", DeviceState.RUNNING, List.of(), 8, T0.plusSeconds(2)));
    now.set(T0.plusMillis(1999));
    assertThat(sign(new SiteScope.All())).isEqualTo(before);
    assertThat(asked).containsExactly(T0);

    now.set(T0.plusSeconds(2));
    assertThat(sign(new SiteScope.All())).isNotEqualTo(before);
    assertThat(sign(new SiteScope.Only(Set.of("south"))).heard()).contains(T0.plusSeconds(1));
    assertThat(asked).hasSize(2);
  }

  @Test
  @Requirement("FLEET-016")
  void aDatabaseThatDoesNotAnswerIsSaid() {
    FleetTopic closed =
        new FleetTopic(
            at -> {
              throw new StoreUnavailableException("fleetParts", new SQLException("gone"));
            },
            now::get);

    assertThat(closed.read(new SiteScope.All()))
        .isInstanceOfSatisfying(
            StateReading.Trouble.class,
            trouble -> assertThat(trouble.error()).isEqualTo("store_unavailable"));
  }
}
