package io.rivulet.store.imports;

import io.rivulet.store.read.StoreUnavailableException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** Table {@code data_import}. Safe for use by many threads. */
public final class ImportLedger {
  private static final String FIND = "SELECT * FROM rivulet.data_import WHERE session = ?";
  private static final String BEGIN =
      """
      INSERT INTO rivulet.data_import (session, kind, file_name, file_sha256, site, shift_days,
        device_names, message_count, refused_count, started_time)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (session) DO NOTHING
      """;
  private static final String FINISH =
      """
      UPDATE rivulet.data_import SET finished_time = ?
      WHERE session = ? AND finished_time IS NULL
      """;

  private final DataSource database;

  /** Through connections of this pool. */
  public ImportLedger(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * The import of this session.
   *
   * @throws StoreUnavailableException where the database does not answer
   */
  public Optional<ImportEntry> find(String session) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, session);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("imports", e);
    }
  }

  /**
   * Notes that an import begins; one that is there already stays as it is.
   *
   * @throws StoreUnavailableException where the database does not answer
   */
  public void begin(ImportEntry entry) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      statement.setString(1, entry.session());
      statement.setString(2, entry.kind());
      statement.setString(3, entry.fileName());
      statement.setString(4, entry.fileSha256());
      statement.setString(5, entry.site());
      statement.setInt(6, entry.shiftDays());
      statement.setArray(7, connection.createArrayOf("text", entry.devices().toArray()));
      statement.setLong(8, entry.messages());
      statement.setLong(9, entry.refused());
      statement.setObject(10, entry.started().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreUnavailableException("imports", e);
    }
  }

  /**
   * Notes that everything of an import has landed.
   *
   * @throws StoreUnavailableException where the database does not answer
   */
  public void finish(String session, Instant at) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FINISH)) {
      statement.setObject(1, at.atOffset(ZoneOffset.UTC));
      statement.setString(2, session);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreUnavailableException("imports", e);
    }
  }

  private static ImportEntry read(ResultSet row) throws SQLException {
    Array devices = row.getArray("device_names");
    return new ImportEntry(
        row.getString("session"),
        row.getString("kind"),
        row.getString("file_name"),
        row.getString("file_sha256"),
        row.getString("site"),
        row.getInt("shift_days"),
        Arrays.asList((String[]) devices.getArray()),
        row.getLong("message_count"),
        row.getLong("refused_count"),
        row.getObject("started_time", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("finished_time", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }
}
