package io.rivulet.alerting.desk;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items in order, at most as many as asked for
 * @param next cursor of what follows; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  /** The most items of a page. */
  public static final int MOST = 500;

  /** Refuses missing parts. */
  public Page {
    items = List.copyOf(items);
    Objects.requireNonNull(next, "next");
  }
}
