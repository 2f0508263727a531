package io.rivulet.alerting.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Reads rows of table {@code audit}. */
public final class AuditRows {
  /** The columns that {@link #record} needs, in order. */
  public static final String COLUMNS =
      "sequence, time, actor, event, alert, incident, detail, previous_hash, hash";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

  private AuditRows() {}

  /**
   * The entry of a row.
   *
   * @throws SQLException where it cannot have been written by this program
   */
  public static AuditRecord record(ResultSet row) throws SQLException {
    return new AuditRecord(row.getLong(1), entry(row), HexFormat.of().formatHex(row.getBytes(9)));
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        event(row.getString(4)),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getString(3),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        detail(row.getString(7)));
  }

  private static AuditEvent event(String code) throws SQLException {
    return Arrays.stream(AuditEvent.values())
        .filter(event -> event.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new SQLException("the audit trail has no event '" + code + "'"));
  }

  private static Map<String, String> detail(String json) throws SQLException {
    try {
      return JSON.readValue(json, DETAIL);
    } catch (JsonProcessingException e) {
      throw new SQLException("an audit entry's detail is not texts by name", e);
    }
  }
}
