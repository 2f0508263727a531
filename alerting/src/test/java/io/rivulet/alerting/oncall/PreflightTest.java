package io.rivulet.alerting.oncall;

import static io.rivulet.domain.alert.AlertPriority.HIGH;
import static io.rivulet.domain.alert.AlertPriority.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Requirement("ONCALL-007")
class PreflightTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration HORIZON = Duration.ofDays(14);
  private static final Set<String> CHANNELS = Set.of("mail", "room");

  private final Person anna = person("anna", ContactMethod.always("mail", "anna"));
  private final Schedule always = schedule(List.of());

  @Test
  void nothingIsFoundWhereEverybodyIsReached() {
    assertThat(findings(anna, always, Target.ofPerson("anna"), HIGH, LOW)).isEmpty();
    assertThat(findings(anna, always, Target.ofChannel("room"), HIGH, LOW)).isEmpty();
  }

  @Test
  void gapsAheadAreFoundWithTheFirstAndTheirNumber() {
    Restriction weekdays =
        new Restriction(
            Set.of(
                DayOfWeek.MONDAY,
                DayOfWeek.TUESDAY,
                DayOfWeek.WEDNESDAY,
                DayOfWeek.THURSDAY,
                DayOfWeek.FRIDAY),
            LocalTime.MIDNIGHT,
            LocalTime.MIDNIGHT);

    assertThat(findings(anna, schedule(List.of(weekdays)), Target.ofPerson("anna"), HIGH))
        .containsExactly(
            new Finding(
                Finding.Kind.GAP,
                "ward",
                "nobody is on call from now until 2026-11-23T00:00:00Z and at 2"
                    + " more times; add a layer without restrictions at the bottom, or an"
                    + " override"));
  }

  @Test
  void whoCannotBeToldOfAPriorityThatCanComeIsFound() {
    Person lowOnly = person("anna", new ContactMethod("mail", "anna", Set.of(LOW)));

    assertThat(findings(lowOnly, always, Target.ofChannel("room"), HIGH, LOW))
        .extracting(Finding::kind, Finding::subject)
        .containsExactly(tuple(Finding.Kind.CONTACT, "anna"));
    assertThat(findings(lowOnly, always, Target.ofChannel("room"), LOW)).isEmpty();
    assertThat(findings(person("anna"), always, Target.ofChannel("room"), LOW))
        .extracting(Finding::message)
        .containsExactly(
            "has no contact by a channel that is there for alerts of priority low, which a policy"
                + " can bring them; add one");
  }

  @Test
  void whoComesInByAnOverrideIsLookedAtToo() {
    OnCall onCall =
        new OnCall(
            Map.of("anna", anna, "ben", person("ben")),
            Map.of("ward", always),
            List.of(new ScheduleOverride("ward", "ben", NOW, NOW.plusSeconds(60))));

    assertThat(
            new Preflight(onCall, policies(Target.ofPerson("anna"), HIGH), CHANNELS)
                .findings(NOW, HORIZON))
        .extracting(Finding::kind, Finding::subject)
        .containsExactly(tuple(Finding.Kind.CONTACT, "ben"));
  }

  @Test
  void aChannelThatIsNotThereIsFoundWithWhoLosesByIt() {
    Person byPager =
        person("anna", ContactMethod.always("pager", "1"), ContactMethod.always("mail", "anna"));

    assertThat(findings(byPager, always, Target.ofPerson("anna"), HIGH))
        .containsExactly(
            new Finding(
                Finding.Kind.CHANNEL,
                "anna",
                "has a contact by channel pager, which is not there; add the channel"));
  }

  @Test
  void aLastResortThatReachesNobodyIsFound() {
    assertThat(findings(anna, always, Target.ofChannel("pager"), HIGH))
        .extracting(Finding::kind, Finding::subject)
        .containsExactly(tuple(Finding.Kind.LAST_RESORT, "ward"));
    assertThat(findings(anna, always, Target.ofPerson("nobody"), HIGH))
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.LAST_RESORT);
  }

  private static List<Finding> findings(
      Person person, Schedule schedule, Target lastResort, AlertPriority... priorities) {
    OnCall onCall = new OnCall(Map.of("anna", person), Map.of("ward", schedule), List.of());
    return new Preflight(onCall, policies(lastResort, priorities), CHANNELS).findings(NOW, HORIZON);
  }

  private static Map<EscalationPolicy, Set<AlertPriority>> policies(
      Target lastResort, AlertPriority... priorities) {
    EscalationPolicy policy =
        new EscalationPolicy(
            "ward",
            List.of(new EscalationPolicy.Step(Duration.ZERO, List.of(Target.ofSchedule("ward")))),
            0,
            Duration.ofMinutes(10),
            List.of(lastResort));
    return Map.of(policy, Set.of(priorities));
  }

  private static Person person(String key, ContactMethod... contacts) {
    return new Person(key, key, List.of(contacts));
  }

  private static Schedule schedule(List<Restriction> restrictions) {
    Rotation rotation =
        Rotation.ofDays(
            List.of(List.of("anna")),
            new ShiftLength.Days(7, LocalTime.NOON),
            LocalDate.of(2026, 1, 5));
    return new Schedule("ward", ZoneOffset.UTC, List.of(new Layer("all", rotation, restrictions)));
  }
}
