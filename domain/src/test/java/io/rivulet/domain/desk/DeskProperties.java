package io.rivulet.domain.desk;

import static io.rivulet.domain.desk.DeskUnderTest.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DeskProperties {
  private static final int SESSIONS = 4;
  private static final int SECONDS = 40;

  @Property(tries = 200)
  @Requirement("DESK-001")
  void noDeviceEverServesTwoSessionsAtOnce(@ForAll long seed) {
    Random random = new Random(seed);
    DeskUnderTest desk = new DeskUnderTest();
    for (int i = 0; i < SESSIONS; i++) {
      desk.accepted(DeskUnderTest.open(new SessionId("s" + i), "subject-" + i));
    }
    for (int step = 0; step < 60; step++) {
      Decision<SessionEvent> unused = desk.ask("x" + step, command(random, desk));

      for (int device = 0; device < 2; device++) {
        for (int second = 0; second < SECONDS; second++) {
          assertThat(serving(desk, new DeviceId("d" + device), at(second)))
              .as("seed %d, step %d, device %d, second %d", seed, step, device, second)
              .hasSizeLessThanOrEqualTo(1);
        }
      }
    }
  }

  private static SessionCommand command(Random random, DeskUnderTest desk) {
    SessionId session = new SessionId("s" + random.nextInt(SESSIONS));
    DeviceId device = new DeviceId("d" + random.nextInt(2));
    Instant from = at(random.nextInt(SECONDS));
    Optional<Instant> to =
        random.nextBoolean() ? Optional.empty() : Optional.of(at(random.nextInt(SECONDS)));
    List<SessionEvent.DeviceBound> bindings = desk.book.plan(session).orElseThrow().bindings();
    String binding =
        bindings.isEmpty() ? "none" : bindings.get(random.nextInt(bindings.size())).eventId();
    return switch (random.nextInt(9)) {
      case 0, 1, 2, 3 -> new SessionCommand.BindDevice(session, device, from, to);
      case 4 -> new SessionCommand.UnbindDevice(session, device, from);
      case 5, 6 -> new SessionCommand.RebindDevice(session, binding, from, to);
      case 7 -> new SessionCommand.Withdraw(session, binding, "wrong");
      default ->
          random.nextInt(8) == 0
              ? new SessionCommand.Close(session, from)
              : new SessionCommand.BindDevice(session, device, from, to);
    };
  }

  private static List<SessionId> serving(DeskUnderTest desk, DeviceId device, Instant instant) {
    return desk.book.plans().stream()
        .filter(plan -> plan.covers(device, instant))
        .map(SessionPlan::session)
        .toList();
  }
}
