package io.rivulet.runtime.http;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an API is.
 *
 * @param name short, for threads and messages: {@code desk}
 * @param title for people
 * @param description what it does and what it never does
 * @param refusals what a command may be answered with besides 200, 201, 400, 401 and 403, by status
 * @param unavailable when anything is answered with 503
 */
public record ApiDescription(
    String name,
    String title,
    String description,
    SortedMap<Integer, String> refusals,
    String unavailable) {
  /** Copies the map. */
  public ApiDescription {
    refusals = new TreeMap<>(refusals);
  }
}
