package io.rivulet.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RestatementProperties {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  /**
   * Some alerts with distinct ids, about few things at few times so that sets have much in common.
   */
  private static List<Alert> found(Random random) {
    Map<String, Alert> byId = new HashMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      AlertCategory category =
          random.nextBoolean() ? AlertCategory.PUMP_OCCLUSION : AlertCategory.DOSE_ABOVE_CEILING;
      About about =
          About.session(new SessionId("s1")).ofDevice(new DeviceId("pump-" + random.nextInt(2)));
      Instant start = T0.plusSeconds(random.nextInt(4));
      Alert alert = Alert.begun(category, about, start).flapping(random.nextInt(2));
      if (random.nextBoolean()) {
        alert = alert.ended(start.plusSeconds(random.nextInt(3)));
      }
      byId.put(alert.id(), alert);
    }
    return new ArrayList<>(byId.values());
  }

  /** What stands after the statements: the naive account that a reader of the topic keeps. */
  private static Map<String, Alert> applied(
      Map<String, Alert> before, Collection<AlertStatement> statements) {
    Map<String, Alert> after = new HashMap<>(before);
    for (AlertStatement statement : statements) {
      if (statement instanceof AlertStatement.Withdrawn) {
        assertThat(after.remove(statement.alert().id())).isEqualTo(statement.alert());
      } else {
        Alert was = after.put(statement.alert().id(), statement.alert());
        assertThat(statement.alert()).isNotEqualTo(was);
        assertThat(statement instanceof AlertStatement.Closed)
            .isEqualTo(was != null && was.present() && !statement.alert().present());
      }
    }
    return after;
  }

  private static Map<String, Alert> byId(Collection<Alert> alerts) {
    Map<String, Alert> byId = new HashMap<>();
    alerts.forEach(alert -> byId.put(alert.id(), alert));
    return byId;
  }

  @Property(tries = 2000)
  @Requirement("ALERT-006")
  void theStatementsLeadFromWhatWasStatedToWhatIsFound(@ForAll long seed) {
    Random random = new Random(seed);
    List<Alert> before = found(random);
    List<Alert> now = found(random);

    List<AlertStatement> statements = Restatement.restate(before, now, Instant.MIN);

    assertThat(applied(byId(before), statements)).isEqualTo(byId(now));
    assertThat(statements).extracting(statement -> statement.alert().id()).doesNotHaveDuplicates();
    assertThat(Restatement.restate(now, now, Instant.MIN)).isEmpty();
  }

  @Property(tries = 2000)
  @Requirement("ALERT-007")
  void whatStandsAtTheEndIsTheSameWhateverWasFoundInBetween(@ForAll long seed) {
    Random random = new Random(seed);
    List<Alert> last = found(random);
    Map<String, Alert> standing = new HashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      standing =
          applied(standing, Restatement.restate(standing.values(), found(random), Instant.MIN));
    }

    standing = applied(standing, Restatement.restate(standing.values(), last, Instant.MIN));

    assertThat(standing).isEqualTo(byId(last));
  }

  @Property(tries = 1000)
  @Requirement("ALERT-007")
  void theOrderOfTheSetsDoesNotMatterAndASuccessorStandsAndOverlaps(@ForAll long seed) {
    Random random = new Random(seed);
    List<Alert> before = found(random);
    List<Alert> now = found(random);
    List<AlertStatement> statements = Restatement.restate(before, now, Instant.MIN);
    Collections.shuffle(before, random);
    Collections.shuffle(now, random);

    assertThat(Restatement.restate(before, now, Instant.MIN)).isEqualTo(statements);
    for (AlertStatement statement : statements) {
      if (statement instanceof AlertStatement.Withdrawn withdrawn) {
        boolean any = now.stream().anyMatch(withdrawn.alert()::overlaps);
        assertThat(withdrawn.successor().isPresent()).isEqualTo(any);
        withdrawn
            .successor()
            .ifPresent(id -> assertThat(byId(now).get(id)).matches(withdrawn.alert()::overlaps));
      }
    }
  }

  @Property(tries = 1000)
  @Requirement("ALERT-008")
  void settledAlertsStayAsTheyWereStated(@ForAll long seed) {
    Random random = new Random(seed);
    List<Alert> before = found(random);
    List<Alert> now = found(random);
    Instant settled = T0.plusSeconds(random.nextInt(6));

    for (AlertStatement statement : Restatement.restate(before, now, settled)) {
      Alert was = byId(before).get(statement.alert().id());
      Alert is = byId(now).get(statement.alert().id());
      boolean wasSettled = was == null || ended(was, settled);
      boolean isSettled = is == null || ended(is, settled);
      assertThat(wasSettled && isSettled).isFalse();
    }
  }

  private static boolean ended(Alert alert, Instant before) {
    return alert.end().filter(end -> end.isBefore(before)).isPresent();
  }
}
