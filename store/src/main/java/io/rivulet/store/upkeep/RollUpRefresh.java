package io.rivulet.store.upkeep;

import io.rivulet.store.database.Capabilities;
import io.rivulet.store.database.StorageSettings;
import io.rivulet.store.database.StoredTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Rolls samples up where no continuous aggregate does. Landing marks minutes as due in the
 * transaction that changes them; here they are worked out anew from their samples, however late
 * these came, and their hours from the minutes.
 */
final class RollUpRefresh {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final List<String> kinds = new ArrayList<>();
  private final StorageSettings settings;
  private final int entries;

  /**
   * Refreshes what this database keeps itself.
   *
   * @param entries how many entries one transaction takes
   */
  RollUpRefresh(Capabilities capabilities, StorageSettings settings, int entries) {
    if (capabilities.keepsOwn(StoredTable.PUMP_MINUTE)) {
      kinds.add("pump");
    }
    if (capabilities.keepsOwn(StoredTable.VITALS_MINUTE)) {
      kinds.add("vitals");
    }
    this.settings = settings;
    this.entries = entries;
  }

  /** Takes one bounded step for each kind and answers how many entries were taken. */
  long step(Connection connection, Instant now) throws SQLException {
    long taken = 0;
    for (String kind : kinds) {
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT rivulet.refresh_" + kind + "_roll_up(?, ?)")) {
        statement.setInt(1, entries);
        statement.setObject(2, OffsetDateTime.ofInstant(keptFrom(now), ZoneOffset.UTC));
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          taken += rows.getLong(1);
        }
      }
    }
    return taken;
  }

  /**
   * What was removed would be rolled up as nothing, so roll-ups older than their samples stay as
   * they are.
   */
  Instant keptFrom(Instant now) {
    Instant from = FIRST;
    for (Duration kept : List.of(settings.keepSamples(), settings.keepMinutes())) {
      if (!kept.isZero()) {
        Instant begin = Retention.cutoff(now, kept).plus(HOUR);
        from = begin.isAfter(from) ? begin : from;
      }
    }
    return from;
  }
}
