package io.rivulet.alerting.oncall;

import static io.rivulet.domain.alert.AlertPriority.HIGH;
import static io.rivulet.domain.alert.AlertPriority.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.alerting.notification.Recipient;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnCallTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Person anna =
      new Person(
          "anna",
          "Anna Keller",
          List.of(
              new ContactMethod("sms", "+41", Set.of(HIGH)),
              ContactMethod.always("mail", "anna@clinic.example")));
  private final Person ben = new Person("ben", "Ben", List.of(ContactMethod.always("mail", "ben")));
  private final OnCall onCall =
      new OnCall(
          Map.of("anna", anna, "ben", ben),
          Map.of("ward", together("ward", "ben", "anna"), "gone", together("gone", "nobody")),
          List.of());

  @Test
  @Requirement("ONCALL-008")
  void aPersonIsToldByTheContactsForThePriorityInTheirOrder() {
    Reach mail = Reach.of("mail", new Recipient("anna", "Anna Keller", "anna@clinic.example"));
    assertThat(onCall.reach(Target.ofPerson("anna"), HIGH, NOW))
        .containsExactly(Reach.of("sms", new Recipient("anna", "Anna Keller", "+41")), mail);
    assertThat(onCall.reach(Target.ofPerson("anna"), LOW, NOW)).containsExactly(mail);
  }

  @Test
  @Requirement("ONCALL-008")
  void aScheduleTellsEverybodyWhoIsOnCallInTheirOrder() {
    assertThat(onCall.reach(Target.ofSchedule("ward"), HIGH, NOW))
        .extracting(reach -> reach.recipient().orElseThrow().person(), Reach::channel)
        .containsExactly(tuple("ben", "mail"), tuple("anna", "sms"), tuple("anna", "mail"));
  }

  @Test
  @Requirement("ONCALL-008")
  void aChannelIsToldAsItself() {
    assertThat(onCall.reach(Target.ofChannel("room"), LOW, NOW)).containsExactly(Reach.of("room"));
  }

  @Test
  @Requirement("ONCALL-009")
  void whatIsNotThereReachesNobodyAndFailsNothing() {
    assertThat(onCall.reach(Target.ofPerson("cleo"), HIGH, NOW)).isEmpty();
    assertThat(onCall.reach(Target.ofSchedule("night"), HIGH, NOW)).isEmpty();
    assertThat(onCall.reach(Target.ofSchedule("gone"), HIGH, NOW)).isEmpty();
    assertThat(onCall.reach(Target.ofSchedule("ward"), HIGH, NOW.minusSeconds(86_400 * 365L)))
        .isEmpty();
    assertThat(onCall.shifts("night", NOW, NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  @Requirement("ONCALL-003")
  void overridesThatPeopleMakeHoldBeforeThoseOfTheFile() {
    ScheduleOverride file = new ScheduleOverride("ward", "ben", NOW, NOW.plusSeconds(60));
    ScheduleOverride made = new ScheduleOverride("ward", "anna", NOW, NOW.plusSeconds(30));
    OnCall overridden =
        new OnCall(onCall.people(), onCall.schedules(), List.of(file)).with(List.of(made));

    assertThat(overridden.onCall("ward", NOW)).containsExactly(anna);
    assertThat(overridden.onCall("ward", NOW.plusSeconds(30))).containsExactly(ben);
    assertThat(overridden.onCall("ward", NOW.plusSeconds(60))).containsExactly(ben, anna);
  }

  @Test
  @Requirement("ONCALL-006")
  void peopleAndContactsAreBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Person("a b", "A", List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Person("a", "A\nB", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContactMethod("mail", "a", Set.of()))
        .withMessageContaining("is for no priority");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContactMethod.always("mail", "a".repeat(257)))
        .withMessage("address has 257 characters; 1 to 256");
  }

  private static Schedule together(String key, String... people) {
    Rotation rotation =
        Rotation.ofDays(
            List.of(List.of(people)),
            new ShiftLength.Days(1, LocalTime.NOON),
            LocalDate.of(2026, 1, 5));
    return new Schedule(key, ZoneOffset.UTC, List.of(new Layer("all", rotation, List.of())));
  }
}
