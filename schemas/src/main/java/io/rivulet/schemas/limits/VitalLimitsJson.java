package io.rivulet.schemas.limits;

import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Confirmation;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.Limit;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.MeasurementLimits;
import io.rivulet.domain.vitals.PlausibleRange;
import io.rivulet.domain.vitals.RelativeThreshold;
import io.rivulet.domain.vitals.Threshold;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a profile says of vital signs: once for every source, and what a source has otherwise. A
 * source's part takes the place of the common one sign by sign and side by side.
 */
final class VitalLimitsJson {
  private static final String[] PARTS = {
    "plausible", "limits", "relative", "hysteresis", "confirm"
  };
  private static final List<VitalSign> PRESSURES =
      List.of(VitalSign.SYSTOLIC, VitalSign.DIASTOLIC, VitalSign.MEAN);
  private static final double MAX_WITHIN_SECONDS = 7 * 86_400.0;
  private static final double MAX_LASTING_SECONDS = 3_600;

  private final Map<VitalSign, PlausibleRange> plausible = new EnumMap<>(VitalSign.class);
  private final Map<Comparison, Threshold> thresholds = new HashMap<>();
  private final Map<Comparison, RelativeThreshold> relative = new HashMap<>();
  private final Map<VitalSign, Double> hysteresis = new EnumMap<>(VitalSign.class);
  private final List<VitalSign> accepted;
  private Confirmation confirmation;

  private VitalLimitsJson(List<VitalSign> accepted, Confirmation confirmation) {
    this.accepted = accepted;
    this.confirmation = confirmation;
  }

  /** The limits of every measurement that the profile says anything of. */
  static Map<Measurement, MeasurementLimits> read(LimitsField profile) {
    VitalLimitsJson common = new VitalLimitsJson(List.of(VitalSign.values()), null);
    common.takeConfirm(profile.at("confirm"), false);
    common.take(profile);
    Map<Measurement, MeasurementLimits> all = new EnumMap<>(Measurement.class);
    for (VitalSource source : VitalSource.values()) {
      VitalLimitsJson own = common.of(source);
      Optional<LimitsField> part = profile.find("sources").flatMap(s -> s.find(source.name()));
      part.ifPresent(
          field -> {
            field.of(PARTS);
            field.find("confirm").ifPresent(c -> own.takeConfirm(c, source != VitalSource.NIBP));
            own.take(field);
          });
      for (Measurement measurement : Measurement.values()) {
        if (measurement.source() == source) {
          part.orElse(profile)
              .make(() -> own.limits(measurement))
              .ifPresent(limits -> all.put(measurement, limits));
        }
      }
    }
    profile
        .find("sources")
        .ifPresent(
            sources ->
                sources.of(
                    VitalSource.NIBP.name(), VitalSource.ART.name(), VitalSource.MONITOR.name()));
    return all;
  }

  private VitalLimitsJson of(VitalSource source) {
    List<VitalSign> measured = new ArrayList<>();
    for (Measurement measurement : Measurement.values()) {
      if (measurement.source() == source) {
        measured.addAll(measurement.signs());
      }
    }
    VitalLimitsJson own = new VitalLimitsJson(measured, confirmation);
    own.plausible.putAll(plausible);
    own.thresholds.putAll(thresholds);
    own.relative.putAll(relative);
    own.hysteresis.putAll(hysteresis);
    return own;
  }

  private void take(LimitsField part) {
    part.find("plausible").ifPresent(this::takePlausible);
    part.find("limits").ifPresent(this::takeLimits);
    part.find("relative").ifPresent(this::takeRelative);
    part.find("hysteresis").ifPresent(this::takeHysteresis);
  }

  private void takeConfirm(LimitsField confirm, boolean mayLast) {
    confirm.of("readings", "withinSeconds", "seconds");
    Optional<LimitsField> seconds = confirm.find("seconds");
    if (seconds.isPresent() && !mayLast) {
      throw new IllegalArgumentException(
          seconds.get().path()
              + ": a cuff is confirmed by its repeat; set seconds for a source such as ART");
    }
    Duration within =
        confirmation != null && confirm.at("withinSeconds").isMissing()
            ? confirmation.within()
            : seconds(confirm.at("withinSeconds").number(0, MAX_WITHIN_SECONDS));
    if (seconds.isPresent()) {
      confirm
          .find("readings")
          .ifPresent(
              readings -> {
                throw new IllegalArgumentException(
                    readings.path() + " and seconds exclude one another");
              });
      confirmation =
          new Confirmation.ByDuration(
              seconds(seconds.get().number(0, MAX_LASTING_SECONDS)), within);
      return;
    }
    double readings = confirmation == null ? confirm.at("readings").number() : 2;
    if (confirm.find("readings").map(LimitsField::number).orElse(readings) != 2) {
      throw new IllegalArgumentException(
          confirm.at("readings").path()
              + " is "
              + confirm.at("readings").number()
              + "; a reading is confirmed by its repeat, so 2");
    }
    confirmation = new Confirmation.ByRepeat(within);
  }

  private void takePlausible(LimitsField field) {
    for (String name : field.names()) {
      LimitsField range = field.at(name);
      if (!range.node().isArray() || range.node().size() != 2) {
        throw new IllegalArgumentException(range.path() + " is not [low, high]");
      }
      double low = new LimitsField(range.path(), range.node().path(0)).number();
      double high = new LimitsField(range.path(), range.node().path(1)).number();
      plausible.put(sign(range, name), range.make(() -> new PlausibleRange(low, high)));
    }
  }

  private void takeLimits(LimitsField field) {
    for (String name : field.names()) {
      VitalSign sign = sign(field.at(name), name);
      for (Direction direction : sides(field.at(name))) {
        LimitsField limit = field.at(name).at(direction.code()).of("warning", "critical");
        thresholds.put(
            new Comparison(sign, direction),
            new Threshold(
                Limit.absolute(limit.at("warning").number()),
                limit.find("critical").map(critical -> Limit.absolute(critical.number()))));
      }
    }
  }

  private void takeRelative(LimitsField field) {
    for (String name : field.names()) {
      VitalSign sign = sign(field.at(name), name);
      for (Direction direction : sides(field.at(name))) {
        LimitsField limit =
            field.at(name).at(direction.code()).of("warningPercent", "criticalPercent");
        relative.put(
            new Comparison(sign, direction),
            limit.make(
                () ->
                    new RelativeThreshold(
                        limit.at("warningPercent").number(),
                        limit.at("criticalPercent").optional())));
      }
    }
  }

  private void takeHysteresis(LimitsField field) {
    if (field.node().isNumber()) {
      for (VitalSign sign : PRESSURES) {
        if (accepted.contains(sign)) {
          hysteresis.put(sign, field.number());
        }
      }
      return;
    }
    for (String name : field.names()) {
      hysteresis.put(sign(field.at(name), name), field.at(name).number());
    }
  }

  private static List<Direction> sides(LimitsField field) {
    field.of(Direction.HIGH.code(), Direction.LOW.code());
    return java.util.Arrays.stream(Direction.values())
        .filter(direction -> field.find(direction.code()).isPresent())
        .toList();
  }

  private VitalSign sign(LimitsField field, String name) {
    VitalSign sign = field.make(() -> VitalSign.ofCode(name));
    if (!accepted.contains(sign)) {
      throw new IllegalArgumentException(
          field.path()
              + ": not measured by this source; it measures "
              + String.join(", ", accepted.stream().map(VitalSign::code).toList()));
    }
    return sign;
  }

  private Optional<MeasurementLimits> limits(Measurement measurement) {
    MeasurementLimits limits =
        new MeasurementLimits(
            only(measurement, plausible),
            sides(measurement, thresholds),
            sides(measurement, relative),
            only(measurement, hysteresis),
            confirmation);
    boolean silent =
        limits.plausible().isEmpty()
            && limits.thresholds().isEmpty()
            && limits.relative().isEmpty();
    return silent ? Optional.empty() : Optional.of(limits);
  }

  private static <T> Map<VitalSign, T> only(Measurement measurement, Map<VitalSign, T> all) {
    Map<VitalSign, T> own = new HashMap<>(all);
    own.keySet().retainAll(measurement.signs());
    return own;
  }

  private static <T> Map<Comparison, T> sides(Measurement measurement, Map<Comparison, T> all) {
    Map<Comparison, T> own = new HashMap<>(all);
    own.keySet().retainAll(measurement.comparisons());
    return own;
  }

  static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
