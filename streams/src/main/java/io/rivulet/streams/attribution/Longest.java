package io.rivulet.streams.attribution;

import java.util.List;

/**
 * How many bindings of one device are kept. A device that is bound three times a day fills it in a
 * year; without a bound its state would one day be too large to be written, and end the thread.
 */
final class Longest {
  private static final int BINDINGS_MAX = 1_000;

  private Longest() {}

  /** Drops what was recorded first, until no more than the most is left. */
  static void keepLast(List<?> recorded) {
    if (recorded.size() > BINDINGS_MAX) {
      recorded.subList(0, recorded.size() - BINDINGS_MAX).clear();
    }
  }
}
