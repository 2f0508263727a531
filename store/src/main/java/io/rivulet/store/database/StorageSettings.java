package io.rivulet.store.database;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.time.Duration;
import java.util.Objects;

/**
 * How rows are kept. Zero means never, for compressing as for removing.
 *
 * @param chunkInterval span of a chunk of samples, an hour to 365 days
 * @param compressAfter how old a chunk is when it is compressed; zero, or a day or more
 * @param keepSamples how long samples, statuses and late marks are kept; zero, or a day or more
 * @param keepStatements how long statements that no longer hold are kept; zero, or a day or more
 * @param keepMinutes how long roll-ups by minute are kept; zero, or a day or more
 * @param keepHours how long roll-ups by hour are kept; zero, or a day or more
 */
public record StorageSettings(
    Duration chunkInterval,
    Duration compressAfter,
    Duration keepSamples,
    Duration keepStatements,
    Duration keepMinutes,
    Duration keepHours) {
  private static final Duration SHORTEST_CHUNK = Duration.ofHours(1);
  private static final Duration LONGEST_CHUNK = Duration.ofDays(365);
  private static final Duration SHORTEST_AGE = Duration.ofDays(1);
  private static final Duration LONGEST_AGE = Duration.ofDays(36_525);

  /** Chunks of a day, compressed after a week; everything is kept. */
  public static final StorageSettings DEFAULT =
      new StorageSettings(
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO);

  /** Refuses spans out of range, and names the setting. */
  public StorageSettings {
    Objects.requireNonNull(chunkInterval, "chunkInterval");
    if (chunkInterval.compareTo(SHORTEST_CHUNK) < 0 || chunkInterval.compareTo(LONGEST_CHUNK) > 0) {
      throw new IllegalArgumentException(
          "%s %s is not %s to P365D"
              .formatted(Catalogue.STORE_CHUNK_INTERVAL.name(), chunkInterval, SHORTEST_CHUNK));
    }
    requireAge(Catalogue.STORE_COMPRESS_AFTER.name(), compressAfter);
    requireAge(Catalogue.STORE_RETENTION_SAMPLES.name(), keepSamples);
    requireAge(Catalogue.STORE_RETENTION_STATEMENTS.name(), keepStatements);
    requireAge(Catalogue.STORE_RETENTION_MINUTES.name(), keepMinutes);
    requireAge(Catalogue.STORE_RETENTION_HOURS.name(), keepHours);
  }

  /** The settings named {@code store.}. */
  public static StorageSettings from(Settings settings) {
    return new StorageSettings(
        settings.get(Catalogue.STORE_CHUNK_INTERVAL),
        settings.get(Catalogue.STORE_COMPRESS_AFTER),
        settings.get(Catalogue.STORE_RETENTION_SAMPLES),
        settings.get(Catalogue.STORE_RETENTION_STATEMENTS),
        settings.get(Catalogue.STORE_RETENTION_MINUTES),
        settings.get(Catalogue.STORE_RETENTION_HOURS));
  }

  /** How long rows of this kind are kept; zero for ever. */
  public Duration kept(StoredTable.Kind kind) {
    return switch (kind) {
      case SAMPLES, STATUSES -> keepSamples;
      case STATEMENTS -> keepStatements;
      case MINUTES -> keepMinutes;
      case HOURS -> keepHours;
    };
  }

  private static void requireAge(String name, Duration age) {
    Objects.requireNonNull(age, name);
    boolean accepted =
        age.isZero() || (age.compareTo(SHORTEST_AGE) >= 0 && age.compareTo(LONGEST_AGE) <= 0);
    if (!accepted) {
      throw new IllegalArgumentException(
          "%s %s is neither PT0S nor P1D to P36525D".formatted(name, age));
    }
  }
}
