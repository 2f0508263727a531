package io.rivulet.store.history;

import java.util.Optional;

/**
 * Which part of an answer.
 *
 * @param after goes on after the row of this cursor
 * @param limit at most so many rows, 1 to 1,000,000, and those of the last one's key; all where it
 *     is missing
 * @param cursors whether every row says its cursor, so that reading can go on after any
 */
public record Page(Optional<String> after, Optional<Integer> limit, boolean cursors) {
  /** All of it. */
  public static final Page WHOLE = new Page(Optional.empty(), Optional.empty(), false);

  private static final int MOST = 1_000_000;

  /** Refuses a limit out of range. */
  public Page {
    limit.ifPresent(
        rows -> {
          if (rows < 1 || rows > MOST) {
            throw new IllegalArgumentException(
                "limit "
                    + rows
                    + " is not 1 to "
                    + MOST
                    + "; without it all rows are given, however many");
          }
        });
  }
}
