package io.rivulet.simulator.clinic;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A course of treatment that is made up and says so in its names: six ketamine sessions of the last
 * three weeks, of which one was relapsed after. What people charted goes to the session desk, and
 * what the devices had stored to the broker. A function of the day on which it is asked for.
 */
public final class PastCourse {
  /** The series. */
  public static final String SERIES = "synthetic-series-1";

  private static final String SUBJECT = "synthetic-subject-1";
  private static final Duration BEGINS_AT = Duration.ofMinutes(270);
  private static final double PLANNED = 0.5;
  private static final double RAISED = 0.6;

  /** Days ago, mg/kg given, rise of systolic pressure, CADSS at its most, MADRS some days later. */
  private record Held(int daysAgo, double given, double systolicRise, int cadss, int madrs) {}

  private static final List<Held> HELD =
      List.of(
          new Held(20, PLANNED, 17, 31, 27),
          new Held(16, PLANNED, 19, 34, 21),
          new Held(13, 0.4, 44, 46, 15),
          new Held(9, PLANNED, 16, 28, 24),
          new Held(6, RAISED, 21, 37, 14),
          new Held(2, RAISED, 18, 33, 8));

  private static final int RAISED_FROM = 5;
  private static final int BASELINE_MADRS = 32;
  private static final Map<Integer, Integer> PHQ_9 = Map.of(0, 19, 3, 10, 6, 5);

  /**
   * Something that was charted.
   *
   * @param path at the session desk, below {@code /api/v1/}
   * @param body its fields, texts, numbers, flags, lists and maps of these
   */
  public record Chart(String path, Map<String, Object> body) {
    /** Copies the map. */
    public Chart {
      body = Map.copyOf(body);
    }
  }

  /**
   * A part of it: what was charted and then what was measured.
   *
   * @param charts in the order in which they were charted
   * @param messages in the order in which they were measured
   */
  public record Part(List<Chart> charts, List<DeviceMessage> messages) {
    /** Copies the lists. */
    public Part {
      charts = List.copyOf(charts);
      messages = List.copyOf(messages);
    }
  }

  private final String site;
  private final Instant today;
  private final DeviceId pump;
  private final DeviceId monitor;
  private int charted;

  private PastCourse(String site, Instant now) {
    this.site = site;
    this.today = now.truncatedTo(ChronoUnit.DAYS);
    this.pump = new DeviceId(site + "-synthetic-pump");
    this.monitor = new DeviceId(site + "-synthetic-monitor");
  }

  /**
   * All of it, in order: the opening with its baseline, a part for each session, and that the
   * devices went.
   *
   * @param site where it took place
   * @param now the day before which it ends
   */
  public static List<Part> of(String site, Instant now) {
    PastCourse course = new PastCourse(site, now);
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(course.opening(), List.of()));
    for (int number = 1; number <= HELD.size(); number++) {
      parts.add(course.session(number));
    }
    parts.add(new Part(List.of(), course.switchedOff()));
    return List.copyOf(parts);
  }

  private List<Chart> opening() {
    List<Chart> charts = new ArrayList<>();
    charts.add(
        chart(
            "series",
            "series",
            SERIES,
            "site",
            site,
            "subject",
            SUBJECT,
            "drug",
            SyringePump.DRUG,
            "blocks",
            List.of(
                Map.of("sessions", HELD.size(), "dosePerKg", PLANNED, "daysBetween", 3.5),
                Map.of("sessions", 4, "dosePerKg", PLANNED, "daysBetween", 7)),
            "ruleInstrument",
            "MADRS",
            "ruleAfterSessions",
            4,
            "ruleRaisePerKg",
            0.1,
            "ruleMaxPerKg",
            0.75));
    Instant before = begun(1).minus(1, ChronoUnit.HOURS);
    scores(charts, 0, BASELINE_MADRS, before);
    return charts;
  }

  /** They say that they go: nobody waits for them. */
  private List<DeviceMessage> switchedOff() {
    Instant end = begun(HELD.size()).plusSeconds(ScheduledSession.SECONDS);
    return List.of(off(pump, "Rivulet Syringe 1", end), off(monitor, "Rivulet Bedside 1", end));
  }

  private DeviceMessage off(DeviceId device, String model, Instant at) {
    StatusPayload status =
        StatusPayload.newBuilder()
            .setSite(site)
            .setDevice(device.value())
            .setTime(at)
            .setOnline(false)
            .setModel(model)
            .setFirmware("1.4.2")
            .setBattery(new QuantityPayload(100.0, "%"))
            .build();
    return new DeviceMessage(site, device, PayloadKind.STATUS, PayloadCodec.json(status), true);
  }

  private Instant begun(int number) {
    return today.minus(HELD.get(number - 1).daysAgo(), ChronoUnit.DAYS).plus(BEGINS_AT);
  }

  private Part session(int number) {
    Held held = HELD.get(number - 1);
    Instant begun = begun(number);
    ScheduledSession scheduled = new ScheduledSession(0, number, site, begun);
    Patient patient = new Patient(72.4, 122, 76, 71, 15, 97.5, held.systolicRise(), 12);
    PastSession devices = new PastSession(pump, monitor, scheduled, patient, held.given());
    List<Chart> charts = new ArrayList<>();
    if (number == RAISED_FROM) {
      raise(charts);
    }
    chartSession(charts, number, held, scheduled, patient);
    scores(charts, number, held.madrs(), begun.plus(1, ChronoUnit.DAYS));
    return new Part(charts, devices.stored());
  }

  private void raise(List<Chart> charts) {
    for (int number = RAISED_FROM; number <= HELD.size(); number++) {
      charts.add(
          chart(
              "series/" + SERIES + "/dose",
              "number",
              number,
              "dosePerKg",
              RAISED,
              "reason",
              "relapse after session " + (RAISED_FROM - 1)));
    }
  }

  private void scores(List<Chart> charts, int after, int madrs, Instant at) {
    charts.add(score("MADRS", after, madrs, at));
    if (PHQ_9.containsKey(after)) {
      charts.add(score("PHQ-9", after, PHQ_9.get(after), at));
    }
  }

  private Chart score(String instrument, int after, int total, Instant at) {
    return chart(
        "series/" + SERIES + "/outcome",
        "at",
        at,
        "instrument",
        instrument,
        "afterSessions",
        after,
        "score",
        total);
  }

  private void chartSession(
      List<Chart> charts, int number, Held held, ScheduledSession scheduled, Patient patient) {
    String name = SERIES + "-" + number;
    String path = "sessions/" + name + "/";
    Instant begun = scheduled.start();
    charts.add(
        chart(
            "sessions",
            "session",
            name,
            "site",
            site,
            "subject",
            SUBJECT,
            "drug",
            SyringePump.DRUG,
            "dosePerKg",
            number < RAISED_FROM ? PLANNED : RAISED,
            "duration",
            Duration.ofSeconds(Infusion.PLANNED_SECONDS),
            "series",
            SERIES,
            "number",
            number));
    charts.add(chart(path + "weight", "from", begun, "weightKg", patient.weightKg()));
    charts.add(chart(path + "limits", "from", begun, "profile", "clinic-default"));
    for (DeviceId device : List.of(pump, monitor)) {
      charts.add(
          chart(path + "bind", "device", device.value(), "from", begun, "to", scheduled.end()));
    }
    charts.add(
        chart(
            path + "screen",
            "at",
            begun.plusSeconds(60),
            "eligible",
            true,
            "flags",
            Map.of("FASTED", true, "ESCORT_HOME", true)));
    charts.add(chart(path + "order", "from", begun, "interval", Duration.ofMinutes(5)));
    Instant infusion = begun.plusSeconds(ScheduledSession.PREPARATION_SECONDS);
    Instant over = infusion.plusSeconds(Infusion.PLANNED_SECONDS);
    phase(charts, path, begun, "SCREENING");
    phase(charts, path, begun.plusSeconds(120), "PREPARATION");
    phase(charts, path, infusion, "INFUSION");
    phase(charts, path, over, "OBSERVATION");
    observed(charts, path, infusion.plusSeconds(1_200), "CADSS", held.cadss() * 2 / 3);
    observed(charts, path, over, "CADSS", held.cadss());
    observed(charts, path, over, "MOAA_S", held.cadss() > 40 ? 4 : 5);
    observed(charts, path, over, "NAUSEA", held.cadss() > 40 ? 5 : 1);
    observed(charts, path, over.plusSeconds(2_400), "CADSS", 3);
    phase(charts, path, scheduled.end().minusSeconds(60), "DISCHARGE");
    charts.add(chart(path + "close", "at", scheduled.end()));
  }

  private void phase(List<Chart> charts, String path, Instant at, String phase) {
    charts.add(chart(path + "phase", "at", at, "phase", phase));
  }

  private void observed(List<Chart> charts, String path, Instant at, String kind, int score) {
    charts.add(chart(path + "observe", "at", at, "kind", kind, "score", score));
  }

  private Chart chart(String path, Object... namesAndValues) {
    Map<String, Object> body = new HashMap<>();
    body.put("eventId", SERIES + "-event-" + charted++);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], Objects.requireNonNull(namesAndValues[i + 1]));
    }
    return new Chart(path, body);
  }
}
