package io.rivulet.console.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.runtime.http.Json;
import io.rivulet.store.read.LimitsContentRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A limits profile as the page reads it.
 *
 * @param versions the newest first
 */
record ProfileView(String profile, List<Version> versions) {
  ProfileView {
    versions = List.copyOf(versions);
  }

  /**
   * One version.
   *
   * @param from from when it holds
   * @param content what it says
   */
  record Version(int version, Instant from, JsonNode content) {}

  static List<ProfileView> of(List<LimitsContentRow> rows) {
    Map<String, List<Version>> byName = new LinkedHashMap<>();
    for (LimitsContentRow row : rows) {
      byName
          .computeIfAbsent(row.profile(), name -> new ArrayList<>())
          .add(new Version(row.version(), row.from(), Json.read(row.content())));
    }
    return byName.entrySet().stream()
        .map(entry -> new ProfileView(entry.getKey(), entry.getValue()))
        .toList();
  }
}
