package io.rivulet.store.research;

import java.util.Objects;
import java.util.Optional;

/**
 * A request for stored history that came by the API.
 *
 * @param principal whom the API knows the caller as; never a token
 * @param path what was asked, without the host
 * @param request the filters, as they were given
 * @param cohort the cohort it is about, name and version
 */
public record ResearchRequest(
    String principal, String path, String request, Optional<String> cohort) {
  /** Refuses a request that nobody made. */
  public ResearchRequest {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(cohort, "cohort");
    if (principal == null || principal.isBlank()) {
      throw new IllegalArgumentException(
          "a request for " + path + " has no principal; every access is somebody's");
    }
  }
}
