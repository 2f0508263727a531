package io.rivulet.domain.session;

import io.rivulet.domain.identity.SeriesId;
import java.util.Objects;

/**
 * Which session of which series.
 *
 * @param series the series
 * @param number from 1 to 1000
 */
public record PlaceInSeries(SeriesId series, int number) {
  private static final int LARGEST = 1000;

  /** Refuses a number that no session has. */
  public PlaceInSeries {
    Objects.requireNonNull(series, "series");
    if (number < 1 || number > LARGEST) {
      throw new IllegalArgumentException(
          "session number " + number + " of series " + series + " is outside 1 to " + LARGEST);
    }
  }
}
