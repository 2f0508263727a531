package io.rivulet.console.history;

import io.javalin.http.Context;
import io.rivulet.console.access.Permission;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody is about to read.
 *
 * @param permission by what they may
 * @param path without the host
 * @param query as it was given
 * @param deidentified whether they ask to read as researchers do
 * @param cohort the cohort it is about, name and version
 */
public record HistoryRequest(
    Permission permission,
    String path,
    String query,
    boolean deidentified,
    Optional<String> cohort) {
  /** Refuses missing parts. */
  public HistoryRequest {
    Objects.requireNonNull(permission, "permission");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(cohort, "cohort");
  }

  static HistoryRequest of(
      Context context, Permission permission, boolean deidentified, Optional<String> cohort) {
    String query = Optional.ofNullable(context.queryString()).orElse("");
    return new HistoryRequest(permission, context.path(), query, deidentified, cohort);
  }
}
