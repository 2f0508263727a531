package io.rivulet.simulator.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.simulator.trace.AlarmSettings;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.simulator.trace.TracePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The alarm limits of a trace's bedside monitors as a limits profile, one version for each change.
 * A monitor has one limit on each side, so it becomes a warning without a critical limit. What a
 * monitor does not know (what is plausible, how far back inside a reading must be, how it is
 * confirmed) is the same for every trace.
 */
final class TraceLimits {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double WITHIN_SECONDS = 7200;
  private static final Map<String, double[]> PLAUSIBLE =
      Map.of(
          "systolic", new double[] {30, 300},
          "diastolic", new double[] {10, 200},
          "mean", new double[] {15, 250},
          "heartRate", new double[] {0, 300},
          "spo2", new double[] {1, 100},
          "respiratoryRate", new double[] {0, 100});
  private static final Map<String, Double> HYSTERESIS =
      Map.of(
          "systolic", 5.0,
          "diastolic", 5.0,
          "mean", 5.0,
          "heartRate", 5.0,
          "spo2", 1.0,
          "respiratoryRate", 2.0);

  private TraceLimits() {}

  /**
   * The versions, oldest first: the first limits nothing, because what a monitor was set to before
   * its first charted setting is not known.
   *
   * @throws ReplayException where the trace has no setting
   */
  static List<LimitsProfileRecord> of(TracePlan plan, RunId run) {
    List<Version<AlarmSettings>> settings = plan.alarms().list();
    if (settings.isEmpty()) {
      throw new ReplayException(
          plan.trace() + " has no ALARM_LIMIT row to judge by; name a limits file instead");
    }
    String profile = "alarms-" + plan.subject() + "-" + run;
    List<LimitsProfileRecord> versions = new ArrayList<>();
    Instant first = settings.get(0).from();
    if (plan.first().isBefore(first)) {
      versions.add(version(profile, 1, plan.first(), new AlarmSettings(Map.of())));
    }
    for (Version<AlarmSettings> version : settings) {
      versions.add(version(profile, versions.size() + 1, version.from(), version.value()));
    }
    return versions;
  }

  private static LimitsProfileRecord version(
      String profile, int number, Instant from, AlarmSettings settings) {
    String json = json(profile, settings);
    LimitsProfileJson.parse(json);
    return LimitsProfileRecord.newBuilder()
        .setProfile(profile)
        .setVersion(number)
        .setFrom(from)
        .setJson(json)
        .build();
  }

  private static String json(String profile, AlarmSettings settings) {
    ObjectNode root = NODES.objectNode();
    root.put("id", profile);
    ObjectNode plausible = root.putObject("plausible");
    PLAUSIBLE.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                plausible
                    .putArray(entry.getKey())
                    .add(entry.getValue()[0])
                    .add(entry.getValue()[1]));
    ObjectNode hysteresis = root.putObject("hysteresis");
    HYSTERESIS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> hysteresis.put(entry.getKey(), entry.getValue()));
    root.putObject("confirm").put("readings", 2).put("withinSeconds", WITHIN_SECONDS);
    ObjectNode sources = root.putObject("sources");
    for (VitalSource source : VitalSource.values()) {
      ObjectNode limits = sources.putObject(source.name()).putObject("limits");
      settings.limits().entrySet().stream()
          .filter(entry -> entry.getKey().source() == source)
          .sorted(
              Comparator.comparing(
                  (Map.Entry<AlarmSettings.Setting, Double> entry) -> entry.getKey().sign()))
          .forEach(
              entry ->
                  limits
                      .withObjectProperty(entry.getKey().sign().code())
                      .putObject(entry.getKey().direction().code())
                      .put("warning", entry.getValue()));
    }
    return root.toString();
  }
}
