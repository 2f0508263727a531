package io.rivulet.console.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rivulet.store.read.LimitsVersionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Limits profiles with their versions.
 *
 * @param at as of when
 * @param profiles by name
 * @param recorded whether the session desk could be asked who published what
 */
record LimitsView(Instant at, List<Profile> profiles, boolean recorded) {
  /** A profile. */
  record Profile(String profile, List<Version> versions) {}

  /**
   * One version.
   *
   * @param holds whether it is the one that holds now
   * @param recordedBy who published it, where the desk knows
   */
  record Version(
      int version,
      Instant from,
      boolean holds,
      Optional<String> recordedBy,
      Optional<String> recordedAt,
      Optional<String> reason) {}

  /**
   * What landed, with what the desk knows of it.
   *
   * @param desk what it answers of limits; empty where it does not
   */
  static LimitsView of(List<LimitsVersionRow> rows, Optional<JsonNode> desk, Instant now) {
    Map<String, List<LimitsVersionRow>> byName = new TreeMap<>();
    rows.forEach(row -> byName.computeIfAbsent(row.profile(), name -> new ArrayList<>()).add(row));
    List<Profile> profiles = new ArrayList<>();
    byName.forEach(
        (name, versions) ->
            profiles.add(
                new Profile(
                    name,
                    versions.stream()
                        .map(row -> version(row, holding(versions, now), desk))
                        .toList())));
    return new LimitsView(now, profiles, desk.isPresent());
  }

  /** The latest that holds now; the first holds before its time, too. */
  private static int holding(List<LimitsVersionRow> versions, Instant now) {
    int holding = versions.get(0).version();
    for (LimitsVersionRow row : versions) {
      holding = row.from().isAfter(now) ? holding : row.version();
    }
    return holding;
  }

  private static Version version(LimitsVersionRow row, int holding, Optional<JsonNode> desk) {
    JsonNode known =
        desk.map(all -> find(all.path("profiles"), "profile", row.profile()))
            .map(profile -> find(profile.path("versions"), "version", "" + row.version()))
            .orElseGet(() -> MissingNode.getInstance());
    return new Version(
        row.version(),
        row.from(),
        row.version() == holding,
        text(known, "recordedBy"),
        text(known, "recordedAt"),
        text(known, "reason"));
  }

  private static JsonNode find(JsonNode list, String name, String value) {
    for (JsonNode one : list) {
      if (one.path(name).asText().equals(value)) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.path(name).textValue());
  }
}
