package io.rivulet.store.export;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where rows come from, which JSON, Parquet and Arrow carry with them.
 *
 * @param question what was asked, without secrets
 * @param source what was asked, such as {@code rivulet}
 * @param asked when
 */
public record Provenance(String question, String source, Instant asked) {
  /** By name, in a fixed order. */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("rivulet.question", question);
    entries.put("rivulet.source", source);
    entries.put("rivulet.asked", asked.toString());
    return entries;
  }
}
