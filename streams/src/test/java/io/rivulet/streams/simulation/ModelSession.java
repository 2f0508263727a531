package io.rivulet.streams.simulation;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One session of the model clinic: what is decided about it, and what its devices say. */
final class ModelSession {
  private final Random random;
  private final String session;
  private final Instant start;
  private final Instant end;
  private final List<Delivery> deliveries = new ArrayList<>();

  private ModelSession(Random random, String session, Instant start, Duration length) {
    this.random = random;
    this.session = session;
    this.start = start;
    this.end = start.plus(length);
  }

  static List<Delivery> of(Random random, String session, Instant start) {
    Duration length = Duration.ofMinutes(8 + random.nextInt(22));
    ModelSession model = new ModelSession(random, session, start, length);
    model.decide();
    model.chart();
    model.measure();
    return model.deliveries;
  }

  /** One pump with a sample a second for so long that the first ones are folded away. */
  static List<Delivery> longOne(Random random, String session, Instant start) {
    ModelSession model = new ModelSession(random, session, start, Duration.ofMinutes(32));
    model.decide();
    String device = session + "-pump";
    model.deliveries.addAll(ModelPump.everySecond(random, device).run(start, model.end));
    model.event("b", start, new DeviceBound(device, start, null, null));
    return model.deliveries;
  }

  private void decide() {
    event(
        "o",
        start,
        new SessionOpened("clinic", "subject", "Ketamine", "IV", 0.5, "mg", 2400L, null, null));
    event("l", start.plusSeconds(1), new LimitsAssigned("ward", start));
    boolean mistyped = random.nextInt(3) == 0;
    event("w1", start.plusSeconds(2), new WeightRecorded(start, mistyped ? 7.0 : 70.0, null));
    if (mistyped) {
      Instant noticed = during();
      event("w2", noticed, new WeightRecorded(noticed, 70.5, "w1"));
      if (random.nextBoolean()) {
        event("w3", noticed.plusSeconds(20), new WeightRecorded(noticed, 71.0, "w2"));
      }
    }
    if (random.nextInt(3) == 0) {
      Instant changed = during();
      event("w4", changed, new WeightRecorded(changed, 69.0, null));
    }
    if (random.nextInt(2) == 0) {
      event("c", end, new SessionClosed(end));
    }
  }

  /**
   * Doses without a pump, charted when they were given or later, one of them sometimes in error.
   */
  private void chart() {
    for (int i = random.nextInt(3); i > 0; i--) {
      Instant given = during();
      Instant charted = given.plusSeconds(random.nextInt(120));
      String route = random.nextBoolean() ? "IM" : "IN";
      event("d" + i, charted, new DoseCharted(given, "Ketamine", route, 7.0 * i, "mg"));
      if (random.nextInt(3) == 0) {
        event("d" + i + "w", charted.plusSeconds(30), new EventWithdrawn(id("d" + i), "in error"));
      }
    }
  }

  private void measure() {
    int pumps = 1 + random.nextInt(2);
    boolean concentrationNeeded = false;
    for (int i = 0; i < pumps; i++) {
      String device = session + "-pump-" + i;
      ModelPump pump = new ModelPump(random, device, skew());
      concentrationNeeded |= pump.silentAboutConcentration();
      deliveries.addAll(pump.run(start, end));
      bind("p" + i, device);
    }
    String monitor = session + "-monitor";
    deliveries.addAll(new ModelMonitor(random, monitor, skew()).run(start, end));
    bind("m", monitor);
    if (concentrationNeeded && random.nextInt(4) != 0) {
      Instant said = during();
      event("k1", said, new ConcentrationRecorded("Ketamine", start, 2.0, "mg"));
      event("k2", said.plusSeconds(1), new ConcentrationRecorded("Propofol", start, 10.0, "mg"));
      if (random.nextBoolean()) {
        Instant changed = during();
        event("k3", changed, new ConcentrationRecorded("Ketamine", changed, 4.0, "mg"));
      }
    }
  }

  /** Bound in time or late, sometimes for a shorter time than was said at first. */
  private void bind(String id, String device) {
    Instant bound = random.nextInt(3) == 0 ? during() : start;
    event("b" + id, bound, new DeviceBound(device, start, null, null));
    if (random.nextInt(4) == 0) {
      Instant noticed = during();
      Instant until = noticed.minusSeconds(random.nextInt(300));
      event(
          "b" + id + "2",
          noticed.isAfter(bound) ? noticed : bound.plusSeconds(1),
          new DeviceBound(device, start, until.isBefore(start) ? start : until, "b" + id));
    }
  }

  private Instant during() {
    return start.plusMillis(random.nextInt((int) Duration.between(start, end).toMillis()));
  }

  private Duration skew() {
    return random.nextInt(3) == 0 ? Duration.ofSeconds(random.nextInt(181) - 90) : Duration.ZERO;
  }

  private void event(String id, Instant recorded, Object event) {
    Object named = event;
    if (event instanceof WeightRecorded weight && weight.getCorrects() != null) {
      named = WeightRecorded.newBuilder(weight).setCorrects(id(weight.getCorrects())).build();
    } else if (event instanceof DeviceBound bound && bound.getReplaces() != null) {
      named = DeviceBound.newBuilder(bound).setReplaces(id(bound.getReplaces())).build();
    }
    deliveries.add(
        new Delivery(
            Topic.SESSIONS,
            session,
            new SessionEventRecord(session, id(id), recorded, "simulation", named),
            recorded,
            recorded,
            false));
  }

  private String id(String id) {
    return session + "-" + id;
  }
}
