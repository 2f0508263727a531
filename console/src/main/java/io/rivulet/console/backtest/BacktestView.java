package io.rivulet.console.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.runtime.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Backtests as JSON. */
final class BacktestView {
  private BacktestView() {}

  static ObjectNode list(List<BacktestJob> jobs) {
    ObjectNode list = Json.object();
    ArrayNode all = list.putArray("backtests");
    jobs.forEach(job -> all.add(job(job)));
    return list;
  }

  static ObjectNode job(BacktestJob job) {
    BacktestJob.Progress progress = job.progress();
    ObjectNode node = Json.object();
    node.put("backtest", job.id());
    node.put("by", job.by());
    node.put("askedTime", job.askedTime().toString());
    node.put("state", progress.state().name().toLowerCase(Locale.ROOT));
    node.put("sessionsDone", progress.done());
    node.put("sessionsTotal", job.sessions().size());
    ArrayNode sessions = node.putArray("sessions");
    job.sessions().forEach(session -> sessions.add(session.shown()));
    node.set("limits", Json.read(job.limits()));
    progress.reason().ifPresent(reason -> node.put("reason", reason));
    progress
        .endedTime()
        .ifPresent(
            at -> {
              node.put("endedTime", at.toString());
              node.put("keptUntil", at.plus(BacktestJobs.KEPT).toString());
            });
    return node;
  }

  /**
   * Versions of limits.
   *
   * @param named whether profiles are called by their names, which may be those of places
   */
  static ObjectNode limits(List<LimitsVersion> versions, boolean named) {
    Map<String, String> names = new LinkedHashMap<>();
    ObjectNode list = Json.object();
    list.put("sessionsMax", SessionChoice.MOST);
    ArrayNode all = list.putArray("versions");
    for (LimitsVersion version : versions) {
      String name =
          names.computeIfAbsent(
              version.profile(), real -> named ? real : "profile-" + (names.size() + 1));
      ObjectNode node = all.addObject();
      node.put("profile", name);
      node.put("version", version.version());
      if (named) {
        node.put("effectiveFrom", version.effectiveFrom().toString());
      }
      ObjectNode limits = (ObjectNode) Json.read(version.content());
      if (!named) {
        limits.put("id", name);
      }
      node.set("limits", limits);
    }
    return list;
  }
}
