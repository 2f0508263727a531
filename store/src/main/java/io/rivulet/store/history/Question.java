package io.rivulet.store.history;

import io.rivulet.store.export.RowShape;

/**
 * Something to be known of the past. What it is in words, and so its cursors, follow from its
 * values.
 */
public sealed interface Question
    permits SessionQuery,
        SessionRows,
        DeviceHistory,
        AlarmBurden,
        AlertCounts,
        SeriesOutcomes,
        SeriesQuery {
  /** What the rows of its answer look like. */
  RowShape shape();

  /** In words, the same for the same question: for provenance, manifests and cursors. */
  String words();

  /**
   * How it is asked.
   *
   * @param sites the clinics whose rows may be in the answer
   */
  Ask ask(HistorySites sites);
}
