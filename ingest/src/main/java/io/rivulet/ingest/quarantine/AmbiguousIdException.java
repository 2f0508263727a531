package io.rivulet.ingest.quarantine;

import java.util.List;

/** The beginning of an id is the beginning of several. */
public final class AmbiguousIdException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Entry> candidates;

  AmbiguousIdException(String prefix, List<Entry> candidates) {
    super("\"%s\" begins %d ids: give more of it".formatted(prefix, candidates.size()));
    this.candidates = List.copyOf(candidates);
  }

  /** Those it may mean. */
  public List<Entry> candidates() {
    return candidates;
  }
}
