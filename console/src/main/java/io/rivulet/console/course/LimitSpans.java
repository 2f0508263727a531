package io.rivulet.console.course;

import io.rivulet.domain.session.LimitsThroughTime;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.Limit;
import io.rivulet.domain.vitals.LimitsProfile;
import io.rivulet.domain.vitals.LimitsVersion;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.MeasurementLimits;
import io.rivulet.domain.vitals.RelativeThreshold;
import io.rivulet.domain.vitals.Threshold;
import io.rivulet.domain.vitals.VitalSign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The limits that held through a session. */
final class LimitSpans {
  private LimitSpans() {}

  /**
   * One item for each stretch of time.
   *
   * @param profiles versions by profile
   */
  static List<LimitsItem> of(SessionPlan plan, Map<String, Versions<LimitsVersion>> profiles) {
    List<Version<LimitsVersion>> versions =
        LimitsThroughTime.of(plan.limits(), name -> profiles.getOrDefault(name, Versions.none()))
            .list();
    List<LimitsItem> items = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      LimitsVersion limits = versions.get(i).value();
      Optional<Instant> from =
          Optional.of(versions.get(i).from()).filter(time -> !time.equals(Instant.MIN));
      Optional<Instant> to =
          i + 1 < versions.size() ? Optional.of(versions.get(i + 1).from()) : Optional.empty();
      items.add(
          new LimitsItem(
              limits.profile() + "|" + limits.number() + from.map(time -> "|" + time).orElse(""),
              from,
              to,
              limits.profile(),
              limits.number(),
              signs(limits.limits())));
    }
    return items;
  }

  private static List<SignLimits> signs(LimitsProfile profile) {
    List<SignLimits> all = new ArrayList<>();
    for (Measurement measurement : Measurement.values()) {
      profile
          .of(measurement)
          .ifPresent(
              limits -> measurement.signs().forEach(sign -> add(all, measurement, sign, limits)));
    }
    return all;
  }

  private static void add(
      List<SignLimits> all, Measurement measurement, VitalSign sign, MeasurementLimits limits) {
    Comparison high = new Comparison(sign, Direction.HIGH);
    Comparison low = new Comparison(sign, Direction.LOW);
    List<String> relative = new ArrayList<>();
    relative(limits, high, "over").ifPresent(relative::add);
    relative(limits, low, "under").ifPresent(relative::add);
    Optional<Threshold> above = Optional.ofNullable(limits.thresholds().get(high));
    Optional<Threshold> below = Optional.ofNullable(limits.thresholds().get(low));
    if (above.isPresent() || below.isPresent() || !relative.isEmpty()) {
      all.add(
          new SignLimits(
              measurement.source().name(),
              sign.code(),
              sign.unit(),
              value(above.map(Threshold::warning)),
              value(above.flatMap(Threshold::critical)),
              value(below.map(Threshold::warning)),
              value(below.flatMap(Threshold::critical)),
              relative.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", relative))));
    }
  }

  private static Optional<String> relative(
      MeasurementLimits limits, Comparison comparison, String side) {
    return Optional.ofNullable(limits.relative().get(comparison))
        .map(threshold -> words(threshold, side));
  }

  private static String words(RelativeThreshold threshold, String side) {
    String critical =
        threshold.criticalPercent().isPresent()
            ? ", critical " + threshold.criticalPercent().getAsDouble() + " %"
            : "";
    return "warning " + threshold.warningPercent() + " %" + critical + " " + side + " baseline";
  }

  private static OptionalDouble value(Optional<Limit> limit) {
    return limit.isPresent() ? OptionalDouble.of(limit.get().value()) : OptionalDouble.empty();
  }
}
