package io.rivulet.schemas.record;

import io.rivulet.schemas.payload.Payloads;
import io.rivulet.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One record of every kind that leaves a process, every field filled by hand. */
public final class Examples {
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00.123456Z");
  private static final Instant LATER = Instant.parse("2026-11-21T09:30:01.5Z");

  private Examples() {}

  /** By the name of its golden files. */
  public static Map<String, SpecificRecord> all() {
    Map<String, SpecificRecord> all = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      all.put(topic.kafkaName(""), of(topic));
    }
    all.put("mqtt.pump", Payloads.pump());
    all.put("mqtt.vitals", Payloads.vitals());
    all.put("mqtt.status", Payloads.status());
    return all;
  }

  /** The value of a topic. */
  public static SpecificRecord of(Topic topic) {
    return switch (topic) {
      case PUMP_SAMPLES -> pump();
      case VITALS_SAMPLES -> vitals();
      case DEVICE_STATUS ->
          new DeviceStatusRecord(
              "demo",
              "pump-01",
              TIME,
              LATER,
              true,
              "Volumat 7",
              "3.2.1",
              87.0,
              TIME,
              true,
              -376_544L,
              12_000L,
              LATER,
              true);
      case QUARANTINE ->
          new QuarantineRecord(
              "0f1e2d3c4b5a6978",
              "bridge",
              "UNKNOWN_UNIT",
              "rate: rate has unit \"ML/H\"; accepted are mL/h, mL/min",
              "rivulet/v1/demo/pump-01/pump",
              "pump-01",
              "session-7",
              new PressureRecord("NIBP", 11_647.0, 80.0, 95.0),
              TIME,
              LATER,
              ByteBuffer.wrap("{\"site\":".getBytes(StandardCharsets.UTF_8)),
              8L,
              true,
              LATER,
              "nurse-2",
              "rivulet.pump.samples",
              true);
      case SESSIONS ->
          new SessionEventRecord(
              "session-7",
              "event-1",
              LATER,
              "nurse-2",
              new SessionOpened(
                  "demo", "subject-3", "Ketamine", "IV", 0.5, "mg", 2_400L, "series-2", 3));
      case LIMITS -> new LimitsProfileRecord("icu", 3, TIME, "{\"id\":\"icu\"}");
      case DOSE_UPDATES -> dose();
      case PRESSURE_EXCURSIONS -> excursion();
      case PRESSURE_TALLIES -> tally();
      case ALERTS ->
          new AlertRecord(
              "9a8b7c6d5e4f3021",
              "session-7",
              "pump-01",
              "technical",
              "DOSE_MISMATCH",
              "medium",
              true,
              2L,
              TIME,
              LATER,
              "counter 4.2 mL, rate x time 3.1 mL",
              true,
              "latched",
              "demo",
              "Ketamine",
              4.2,
              3.1,
              "mL",
              "icu",
              3,
              2,
              "8877665544332211",
              "NIBP",
              "systolic",
              "high");
      case VITALS_EXCURSIONS -> vitalsExcursion();
      case DOSE_TOTALS -> total();
      case LATE_SAMPLES ->
          new LateSampleRecord("session-7", "pump-01", "pump", TIME, 4711L, LATER, LATER);
      case SERIES ->
          new SeriesEventRecord(
              "series-2",
              "event-2",
              LATER,
              "nurse-2",
              new SeriesOpened(
                  "demo",
                  "subject-3",
                  "Ketamine",
                  "IV",
                  "mg",
                  List.of(new SeriesStep(1, 0.5, null), new SeriesStep(2, 0.5, 3.5)),
                  new ResponseRule("PHQ-9", 3, 0.25, 0.25, 1.0)));
    };
  }

  private static PumpSampleRecord pump() {
    return new PumpSampleRecord(
        "demo",
        "pump-01",
        4711L,
        TIME,
        LATER,
        "Ketamine",
        PumpStateRecord.RUN,
        7.5,
        4_200_000L,
        10.0,
        "mg",
        72.5,
        List.of(PumpAlarmRecord.NEAR_END, PumpAlarmRecord.BATTERY),
        List.of(new OriginalQuantity("rate", 0.125, "mL/min")),
        true);
  }

  private static VitalsSampleRecord vitals() {
    return new VitalsSampleRecord(
        "demo",
        "monitor-01",
        12L,
        TIME,
        LATER,
        List.of(
            new PressureRecord("NIBP", 128.0, 79.0, 95.0),
            new PressureRecord("ART", 127.5, 78.75, null)),
        71.0,
        98.0,
        14.0,
        36.0,
        List.of(new OriginalQuantity("nibp.systolic", 128.0, "mm[Hg]")),
        true);
  }

  private static DoseUpdateRecord dose() {
    return new DoseUpdateRecord(
        "session-7",
        "pump-01",
        "Ketamine",
        9L,
        TIME,
        4_200_000L,
        42.0,
        "mg",
        0.579,
        120_000L,
        30_000L,
        4_100_000L,
        4_050_000L,
        2_017L,
        3L,
        1,
        2,
        PumpStateRecord.RUN,
        7.5,
        1.034,
        4L,
        1.2);
  }

  private static DoseTotalRecord total() {
    return new DoseTotalRecord(
        "session-7",
        "Ketamine",
        12L,
        TIME,
        "mg",
        77.0,
        1.062,
        1.2,
        List.of(
            new RouteDoseRecord("IV", false, 42.0, 0.579),
            new RouteDoseRecord("IM", true, 35.0, 0.483)),
        0.5,
        0.25,
        TIME,
        0.75,
        12.5,
        List.of(new PredictionRecord("Clements 250", 177.3, 176.9)),
        "IV only: 1 IM dose is not in it");
  }

  private static ExcursionRecord vitalsExcursion() {
    return new ExcursionRecord(
        "2233445566778899",
        "session-7",
        "MONITOR",
        "spo2",
        "low",
        "critical",
        TIME,
        LATER,
        86.0,
        3,
        1L,
        false,
        "8877665544332211",
        "icu",
        3,
        "%",
        90.0,
        97.0);
  }

  private static ExcursionRecord excursion() {
    return new ExcursionRecord(
        "1122334455667788",
        "session-7",
        "NIBP",
        "systolic",
        "high",
        "warning",
        TIME,
        LATER,
        168.0,
        2,
        4L,
        true,
        "8877665544332211",
        "icu",
        3,
        "mm[Hg]",
        160.0,
        133.3);
  }

  private static PressureTallyRecord tally() {
    return new PressureTallyRecord(
        "session-7",
        "NIBP",
        11L,
        165L,
        2L,
        20L,
        1L,
        5L,
        3L,
        8L,
        TIME,
        new PressureRecord("NIBP", 128.0, 79.0, 95.0),
        4L,
        new PressureRecord("NIBP", 121.0, 75.0, 91.0),
        "no baseline: no reading in the 30 min before the first infusion");
  }
}
