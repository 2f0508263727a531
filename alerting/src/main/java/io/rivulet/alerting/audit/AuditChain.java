package io.rivulet.alerting.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends to table {@code audit}, each entry chained to the one before by its hash.
 *
 * <p>The head of the trail is locked from the first entry of a transaction to its end, so whoever
 * appends does it last: everybody else waits meanwhile.
 */
public final class AuditChain implements AuditTrail {
  private static final int LONGEST_VALUE = 1_000;
  private static final int LONGEST_NAME = 128;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String LOCK =
      "SELECT sequence, hash FROM rivulet_alerting.audit_head FOR UPDATE";
  private static final String APPEND =
      """
      INSERT INTO rivulet_alerting.audit
        (sequence, time, actor, event, alert, incident, detail, previous_hash, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
      """;
  private static final String MOVE =
      "UPDATE rivulet_alerting.audit_head SET sequence = ?, hash = ?";

  @Override
  public void append(Connection connection, List<AuditEntry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    long sequence;
    byte[] hash;
    try (PreparedStatement lock = connection.prepareStatement(LOCK);
        ResultSet head = lock.executeQuery()) {
      if (!head.next()) {
        throw new SQLException("the audit trail has no head: restore the database");
      }
      sequence = head.getLong(1);
      hash = head.getBytes(2);
    }
    try (PreparedStatement append = connection.prepareStatement(APPEND)) {
      for (AuditEntry entry : entries) {
        sequence++;
        hash = add(append, storable(entry), sequence, hash);
      }
      append.executeBatch();
    }
    try (PreparedStatement move = connection.prepareStatement(MOVE)) {
      move.setLong(1, sequence);
      move.setBytes(2, hash);
      move.executeUpdate();
    }
  }

  private static byte[] add(
      PreparedStatement append, AuditEntry entry, long sequence, byte[] previous)
      throws SQLException {
    byte[] hash = AuditHash.of(previous, sequence, entry);
    append.setLong(1, sequence);
    append.setObject(2, entry.time().atOffset(ZoneOffset.UTC));
    append.setString(3, entry.actor());
    append.setString(4, entry.event().code());
    append.setString(5, entry.alert().orElse(null));
    append.setString(6, entry.incident().orElse(null));
    append.setString(7, json(entry.detail()));
    append.setBytes(8, previous);
    append.setBytes(9, hash);
    append.addBatch();
    return hash;
  }

  /** As the table holds it, so that the hash of what is read is that of what was written. */
  private static AuditEntry storable(AuditEntry entry) {
    Map<String, String> detail = new HashMap<>();
    entry
        .detail()
        .forEach(
            (name, value) ->
                detail.put(
                    StorableText.of(name, LONGEST_NAME), StorableText.of(value, LONGEST_VALUE)));
    return new AuditEntry(
        entry.event(),
        entry.time().truncatedTo(ChronoUnit.MICROS),
        StorableText.of(entry.actor(), LONGEST_NAME),
        entry.alert().map(alert -> StorableText.of(alert, LONGEST_VALUE)),
        entry.incident().map(incident -> StorableText.of(incident, LONGEST_VALUE)),
        detail);
  }

  private static String json(Map<String, String> detail) {
    try {
      return JSON.writeValueAsString(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts by name can be written as JSON", e);
    }
  }
}
