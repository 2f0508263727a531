package io.rivulet.console.course;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run of readings beyond a limit, as last stated.
 *
 * @param key its id
 * @param revision of this statement
 * @param source NIBP, ART or MONITOR
 * @param component such as systolic
 * @param direction high or low
 * @param severity warning or critical
 * @param start the first reading beyond
 * @param end the reading that closed it
 * @param peak the extreme, in {@code unit}
 * @param limit in {@code unit}
 * @param unit UCUM
 * @param profile whose limit
 * @param profileVersion which version of it
 * @param withdrawn whether later data took it back
 */
public record ExcursionItem(
    String key,
    long revision,
    String source,
    String component,
    String direction,
    String severity,
    Instant start,
    Optional<Instant> end,
    double peak,
    OptionalDouble limit,
    String unit,
    String profile,
    int profileVersion,
    boolean withdrawn)
    implements CourseItem {
  @Override
  public Instant place() {
    return start;
  }
}
