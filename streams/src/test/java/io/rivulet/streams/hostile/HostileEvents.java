package io.rivulet.streams.hostile;

import static io.rivulet.streams.hostile.HostileCase.bytes;
import static io.rivulet.streams.hostile.HostileCase.event;
import static io.rivulet.streams.hostile.HostileCase.harmless;
import static io.rivulet.streams.hostile.HostileCase.refused;
import static io.rivulet.streams.hostile.Victim.T0;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Session events that no command would have admitted. */
final class HostileEvents {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private HostileEvents() {}

  static List<HostileCase> all() {
    List<HostileCase> cases = new ArrayList<>();
    for (double weight : new double[] {Double.NaN, 0, -70, 1e9, Double.POSITIVE_INFINITY, 1e-300}) {
      cases.add(
          refused(
              "weight " + weight,
              "weight " + weight,
              v -> event(v, "hostile", new WeightRecorded(T0, weight, null))));
    }
    for (double held : new double[] {Double.NaN, 0, -1, 1e-300, 1e300}) {
      cases.add(
          refused(
              "concentration " + held,
              "concentration " + held,
              v -> event(v, "hostile", new ConcentrationRecorded("Ketamine", T0, held, "mg"))));
    }
    for (double planned : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
      cases.add(
          refused(
              "planned dose " + planned,
              "planned dose",
              v -> event(v, "hostile", opened(planned, 2400L))));
    }
    cases.add(
        refused(
            "a binding that ends before it begins",
            "ends before it begins",
            v -> event(v, "hostile", new DeviceBound("x", T0, T0.minusSeconds(1), null))));
    cases.add(
        refused(
            "a device's name with a slash",
            "device",
            v -> event(v, "hostile", new DeviceBound("a/b", T0, null, null))));
    cases.add(
        refused(
            "an empty device",
            "device",
            v -> event(v, "hostile", new DeviceBound("", T0, null, null))));
    cases.add(
        refused(
            "a unit of length",
            "unit",
            v -> event(v, "hostile", new ConcentrationRecorded("Ketamine", T0, 2.0, "km"))));
    cases.add(
        refused(
            "a session's name with a slash",
            "session",
            v -> {
              SessionEventRecord event = v.event("hostile", new SessionClosed(T0));
              event.setSession("a/b");
              return new HostileCase.Sent(Topic.SESSIONS, "a/b", HostileWard.encoded(event));
            }));
    cases.add(
        refused(
            "bytes that are no record",
            "",
            v -> bytes(Topic.SESSIONS, v.name(), 0xC3, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9)));
    cases.add(
        refused("no value", "no value", v -> new HostileCase.Sent(Topic.SESSIONS, v.name(), null)));
    cases.add(
        refused(
            "another session's key",
            "key",
            v ->
                new HostileCase.Sent(
                    Topic.SESSIONS,
                    "somebody-else",
                    HostileWard.encoded(v.event("hostile", new WeightRecorded(T0, 7.0, null))))));
    for (long micros : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
      Instant time = HostileSamples.instantOfMicros(micros);
      cases.add(
          refused(
              "a closing at " + time,
              "at " + time,
              v -> event(v, "hostile", new SessionClosed(time))));
    }
    cases.add(
        refused(
            "an event of 20,000 characters",
            "bytes: 2",
            v -> event(v, "hostile", new LimitsAssigned("x".repeat(20_000), T0))));
    cases.add(refused("an event without an id", "no id", v -> withoutId(v)));
    cases.addAll(harmlessOnes());
    return cases;
  }

  private static List<HostileCase> harmlessOnes() {
    return List.of(
        harmless(
            "weights that correct one another",
            v ->
                List.of(
                    event(v, "w1", new WeightRecorded(T0, 70.0, v.name() + "-w2")),
                    event(v, "w2", new WeightRecorded(T0, 70.0, v.name() + "-w1")),
                    event(v, "w3", new WeightRecorded(T0, 70.0, v.name() + "-w3")))),
        harmless(
            "a weight from before all time, and one from after",
            v ->
                List.of(
                    event(v, "w1", new WeightRecorded(FIRST, 70.0, null)),
                    event(v, "w2", new WeightRecorded(LAST, 71.0, null)))),
        harmless(
            "bindings that replace one another",
            v ->
                List.of(
                    event(v, "b1", new DeviceBound("x-" + v.name(), T0, null, v.name() + "-b2")),
                    event(v, "b2", new DeviceBound("x-" + v.name(), T0, null, v.name() + "-b1")))),
        harmless(
            "a binding over all time",
            v -> List.of(event(v, "b1", new DeviceBound("y-" + v.name(), FIRST, LAST, null)))),
        harmless(
            "one event id with two contents",
            v -> List.of(event(v, "weight", new WeightRecorded(T0, 7.0, null)))),
        harmless(
            "limits that nobody has, from all times",
            v ->
                List.of(
                    event(v, "l1", new LimitsAssigned("none", LAST)),
                    event(v, "l2", new LimitsAssigned("none", LAST)))),
        harmless(
            "an unknown session",
            v ->
                List.of(
                    new HostileCase.Sent(
                        Topic.SESSIONS,
                        "nobody-" + v.name(),
                        HostileWard.encoded(
                            new SessionEventRecord(
                                "nobody-" + v.name(),
                                "nobody-" + v.name(),
                                LAST,
                                "",
                                new SessionClosed(FIRST)))))),
        harmless(
            "a hundred closings",
            v ->
                IntStream.range(0, 100)
                    .mapToObj(i -> event(v, "c" + i, new SessionClosed(LAST)))
                    .toList()));
  }

  private static HostileCase.Sent withoutId(Victim victim) {
    SessionEventRecord event = victim.event("hostile", new SessionClosed(T0));
    event.setEventId(" ");
    return new HostileCase.Sent(Topic.SESSIONS, victim.name(), HostileWard.encoded(event));
  }

  private static SessionOpened opened(double planned, Long seconds) {
    return new SessionOpened("clinic", "s", "Ketamine", "IV", planned, "mg", seconds, null, null);
  }
}
