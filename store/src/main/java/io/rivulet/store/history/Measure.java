package io.rivulet.store.history;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is measured over time, with its unit and how far apart two values may be without a gap. */
public enum Measure {
  /** Flow of a pump. */
  RATE("rate", Source.PUMP, "rate_ml_per_hour", "mL/h", 60),
  /** Volume counter of a pump. */
  DELIVERED("delivered", Source.PUMP, "delivered_nl::float8 / 1e6", "mL", 60),
  /** By cuff, peak. */
  NIBP_SYSTOLIC("nibpSystolic", Source.VITALS, "nibp_systolic", "mm[Hg]", 1_800),
  /** By cuff, trough. */
  NIBP_DIASTOLIC("nibpDiastolic", Source.VITALS, "nibp_diastolic", "mm[Hg]", 1_800),
  /** By cuff, mean. */
  NIBP_MEAN("nibpMean", Source.VITALS, "nibp_mean", "mm[Hg]", 1_800),
  /** By arterial line, peak. */
  ART_SYSTOLIC("artSystolic", Source.VITALS, "art_systolic", "mm[Hg]", 60),
  /** By arterial line, trough. */
  ART_DIASTOLIC("artDiastolic", Source.VITALS, "art_diastolic", "mm[Hg]", 60),
  /** By arterial line, mean. */
  ART_MEAN("artMean", Source.VITALS, "art_mean", "mm[Hg]", 60),
  /** Heart rate. */
  HEART_RATE("heartRate", Source.VITALS, "heart_rate_per_minute", "/min", 60),
  /** Oxygen saturation. */
  SPO2("spo2", Source.VITALS, "spo2_percent", "%", 60),
  /** Respiratory rate. */
  RESPIRATORY_RATE("respiratoryRate", Source.VITALS, "respiratory_rate_per_minute", "/min", 60),
  /** End-tidal carbon dioxide. */
  ETCO2("etco2", Source.VITALS, "etco2_mmhg", "mm[Hg]", 60);

  /** Which samples have it. */
  enum Source {
    PUMP("session_pump_sample"),
    VITALS("session_vitals_sample");

    private final String view;

    Source(String view) {
      this.view = view;
    }
  }

  private final String word;
  private final Source source;
  private final String expression;
  private final String unit;
  private final Duration usualGap;

  Measure(String word, Source source, String expression, String unit, int usualGapSeconds) {
    this.word = word;
    this.source = source;
    this.expression = expression;
    this.unit = unit;
    this.usualGap = Duration.ofSeconds(usualGapSeconds);
  }

  /** As a parameter names it. */
  public String word() {
    return word;
  }

  /** UCUM. */
  public String unit() {
    return unit;
  }

  /** Values further apart than this have a gap between them, where nothing else is asked. */
  public Duration usualGap() {
    return usualGap;
  }

  /** The one of this name. */
  public static Optional<Measure> named(String word) {
    return Stream.of(values()).filter(measure -> measure.word.equals(word)).findFirst();
  }

  /** Every name, for messages. */
  public static String words() {
    return Stream.of(values()).map(Measure::word).collect(Collectors.joining(", "));
  }

  String view() {
    return source.view;
  }

  String expression() {
    return expression;
  }
}
