package io.rivulet.console;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.console.role.RoleStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page over a clinic that looks alive, to look at it while it is being designed:
 *
 * <pre>java io.rivulet.console.ConsolePreview 8090</pre>
 *
 * {@code ?theme=dark} and {@code ?theme=light} choose a theme. With {@code empty} as a second
 * argument nothing has landed.
 */
final class ConsolePreview {
  private static final String[] DRUGS = {"ketamine", "ketamine", "ketamine", "esketamine"};
  private static final double[] WEIGHTS_KG = {72.4, 58.1, 91.3, 66.0, 104.2, 49.7, 80.5};

  private final TestClinic clinic;
  private final InstantSource clock;
  private final Instant began;

  private ConsolePreview(TestClinic clinic, InstantSource clock) {
    this.clinic = clinic;
    this.clock = clock;
    this.began = clock.instant();
  }

  public static void main(String[] args) throws Exception {
    InstantSource clock = InstantSource.system();
    CountDownLatch stop = new CountDownLatch(1);
    try (TestClinic clinic = TestClinic.start()) {
      ConsolePreview preview = new ConsolePreview(clinic, clock);
      boolean empty = args.length > 1;
      if (!empty) {
        preview.history();
        preview.live();
      }
      try (Console console =
          Console.start(
              new ConsoleConfig("127.0.0.1", Integer.parseInt(args[0])),
              TestAccess.everything(),
              clinic.reads(),
              preview::roles,
              Optional.empty(),
              clock,
              new SimpleMeterRegistry())) {
        System.err.println(console.uri());
        while (!stop.await(1, TimeUnit.SECONDS)) {
          if (!empty) {
            preview.moveIfThereIsADatabase();
          }
        }
      }
    }
  }

  private List<RoleStatus> roles() {
    Instant now = clock.instant();
    return List.of(
        new RoleStatus("Bridge", State.UP, "14 devices", Optional.of(now)),
        new RoleStatus("Streams", State.UP, "1 thread", Optional.of(now.minusMillis(400))),
        new RoleStatus("Sink", State.UP, "lag 12 records", Optional.of(now.minusMillis(900))),
        new RoleStatus("MQTT broker", State.UP, "Artemis", Optional.of(now)),
        new RoleStatus("Kafka", State.DEGRADED, "1 of 3 brokers away", Optional.of(now)),
        new RoleStatus("Database", State.UP, "PostgreSQL 17.11", Optional.of(now)));
  }

  private void history() {
    for (int i = 0; i < 23; i++) {
      String session = "colombo-1-2026-11-%02d-%d".formatted(20 - i / 3, i % 3 + 1);
      Instant start = began.minus(Duration.ofHours(7 + 9L * i));
      double weightKg = WEIGHTS_KG[i % WEIGHTS_KG.length];
      clinic.session(session, "P-%04X".formatted(0x3A91 + i * 7919 % 40_000), "ketamine", start);
      clinic.weight(session, weightKg);
      double share = i % 5 == 2 ? 0.71 : 1.0;
      Instant end = start.plus(Duration.ofMinutes(i % 5 == 2 ? 29 : 41));
      clinic.dose(
          session, "pump-" + i % 7, "ketamine", end, 0.5 * share * weightKg, weightKg, "STOP", 0);
      clinic.closed(session, end);
    }
  }

  private void live() {
    for (int i = 0; i < 7; i++) {
      Instant start = began.minus(Duration.ofSeconds(190 + 335L * i));
      clinic.session(session(i), "P-%04X".formatted(0x7C20 + i * 4441), DRUGS[i % 4], start);
      clinic.weight(session(i), WEIGHTS_KG[i]);
      clinic.site(session(i), i % 3 == 2 ? "kandy-2" : "colombo-1");
      clinic.pressure(
          session(i),
          "NIBP",
          began.minusSeconds(23 + 61L * i),
          118 + 5 * i,
          71 + 3 * i,
          88 + 3 * i);
    }
    clinic.pressure(session(3), "NIBP", began.minusSeconds(41), 184, 106, 132);
    clinic.pressure(session(3), "ART", began.minusSeconds(2), 187, 104, 131);
    clinic.excursion("a", session(3), "systolic", "critical", began.minusSeconds(272), 191);
    clinic.pressure(session(5), "NIBP", began.minusSeconds(95), 163, 92, 115);
    clinic.excursion("b", session(5), "systolic", "warning", began.minusSeconds(642), 166);
    clinic.excursion("c", session(4), "diastolic", "warning", began.minusSeconds(1130), 97);
    clinic.excursionEnded("c", began.minusSeconds(610));
    bedside();
    alerts();
    move();
    clinic.dose(
        session(1), "pump-8", "midazolam", began.minusSeconds(100), 1.0, WEIGHTS_KG[1], "HOLD", 0);
    clinic.uncertainty(session(5), 340_000);
  }

  private void bedside() {
    for (int i = 0; i < 7; i++) {
      String session = session(i);
      clinic.phase(
          session,
          i == 6 ? "OBSERVATION" : i == 0 ? "PREPARATION" : "INFUSION",
          began.minusSeconds(170 + 330L * i));
      clinic.screened(
          session, i != 2, "[{\"code\": \"FASTING\", \"passed\": %s}]".formatted(i != 2));
      clinic.bound(session, "pump-" + i);
      clinic.bound(session, "monitor-" + i);
      clinic.device("pump-" + i, began, null, 120_000L);
      clinic.device("monitor-" + i, began, null, i == 4 ? -1_440_000_000L : -300_000L);
      if (i > 0) {
        clinic.vitals(
            "monitor-" + i,
            began.minusSeconds(5 + 11L * i),
            70.0 + 4 * i,
            i == 5 ? 91.0 : 99.0 - i,
            i == 3 ? null : 13.0 + i);
        clinic.observed(
            session,
            "CADSS",
            began.minusSeconds(100 + 60L * i),
            "{\"kind\": \"CADSS\", \"score\": %d}".formatted(4 * i));
      }
    }
    clinic.observed(
        session(3),
        "EVENT",
        began.minusSeconds(200),
        "{\"kind\": \"EVENT\", \"note\": \"felt warm, asked for the window\"}");
    clinic.device("pump-2", began.minusSeconds(260), began.minusSeconds(260), 90_000L);
  }

  private void alerts() {
    String pressure = "PRESSURE_EXCURSION";
    clinic.alert(
        "p1",
        session(3),
        "monitor-3",
        "physiological",
        pressure,
        "high",
        began.minusSeconds(272),
        "");
    clinic.measured("p1", "NIBP", "systolic", "high", 191, 160, "mm[Hg]");
    clinic.alert(
        "p2",
        session(5),
        "monitor-5",
        "physiological",
        pressure,
        "medium",
        began.minusSeconds(642),
        "");
    clinic.measured("p2", "NIBP", "systolic", "high", 166, 160, "mm[Hg]");
    clinic.desaturation(session(5), began.minusSeconds(90), 91, "warning");
    clinic.alert(
        "o2",
        session(5),
        "monitor-5",
        "physiological",
        "SPO2_EXCURSION",
        "medium",
        began.minusSeconds(90),
        "");
    clinic.measured("o2", "MONITOR", "spo2", "low", 91, 94, "%");
    clinic.alert(
        "s1",
        session(2),
        "pump-2",
        "technical",
        "PUMP_SILENT",
        "medium",
        began.minusSeconds(170),
        "pump silent for longer than 90 s");
    clinic.alert(
        "n1",
        session(1),
        "pump-1",
        "technical",
        "PUMP_NEAR_END",
        "low",
        began.minusSeconds(30),
        "pump: near end");
    clinic.alert(
        "l1",
        session(4),
        "monitor-4",
        "physiological",
        pressure,
        "high",
        began.minusSeconds(900),
        "");
    clinic.measured("l1", "NIBP", "diastolic", "high", 112, 100, "mm[Hg]");
    clinic.latched("l1", began.minusSeconds(610));
  }

  /** Stopping the database is a way to see what the page makes of it. */
  private void moveIfThereIsADatabase() {
    try {
      move();
    } catch (IllegalStateException e) {
      System.err.println(e.getCause());
    }
  }

  private void move() {
    Instant now = clock.instant();
    for (int i = 0; i < 7; i++) {
      double seconds = 190 + 335.0 * i + Duration.between(began, now).toMillis() / 1000.0;
      boolean held = i == 2;
      double share = Math.min(held ? 0.24 : 1.02, seconds / 2400);
      double weightKg = WEIGHTS_KG[i];
      double rateMlPerHour = held ? 0 : 0.5 * weightKg / 5 * 60 / 40;
      clinic.dose(
          session(i),
          "pump-" + i,
          DRUGS[i % 4],
          now,
          0.5 * weightKg * share,
          weightKg,
          held ? "HOLD" : i == 6 ? "KVO" : "RUN",
          i == 6 ? 1.0 : rateMlPerHour);
      double milligrams = 0.5 * weightKg * share;
      String pumped =
          "{\"route\": \"IV\", \"charted\": false, \"amount\": %s}".formatted(milligrams);
      clinic.received(
          session(i),
          DRUGS[i % 4],
          now,
          milligrams + (i == 4 ? 20 : 0),
          weightKg,
          rateMlPerHour * 5 / weightKg,
          i == 4
              ? "[" + pumped + ", {\"route\": \"IM\", \"charted\": true, \"amount\": 20}]"
              : "[" + pumped + "]",
          """
          [{"model": "Clements 250", "plasmaNgPerMl": %1$s, "effectSiteNgPerMl": %2$s},
           {"model": "Domino", "plasmaNgPerMl": %3$s, "effectSiteNgPerMl": %2$s},
           {"model": "Hijazi", "plasmaNgPerMl": %4$s, "effectSiteNgPerMl": %2$s}]
          """
              .formatted(177 * share, 171 * share, 240 * share, 225 * share));
    }
    long seconds = Duration.between(began, now).toSeconds();
    clinic.landed("rivulet.pump.samples", 128_402 + 7 * seconds, 214, now);
    clinic.landed("rivulet.vitals.samples", 4_117 + seconds, 9, now);
  }

  private static String session(int i) {
    return "colombo-1-2026-11-21-" + (i + 1);
  }
}
