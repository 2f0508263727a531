package io.rivulet.alerting.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Recomputes the audit trail and finds the first entry that was changed, put in or taken out. Who
 * can write the head as well as the entries can make a trail that fits: only a hash that was kept
 * elsewhere tells then.
 */
public final class AuditCheck {
  /** The most entries of one check. */
  public static final long MOST = 1_000_000;

  private static final int ROWS_AT_ONCE = 1_000;
  private static final String HEAD = "SELECT sequence, hash FROM rivulet_alerting.audit_head";
  private static final String READ =
      "SELECT "
          + AuditRows.COLUMNS
          + " FROM rivulet_alerting.audit WHERE sequence BETWEEN ? AND ? ORDER BY sequence";

  private final long headSequence;
  private final byte[] headHash;
  private long sequence;
  private byte[] hash;
  private long checked;

  private AuditCheck(long headSequence, byte[] headHash, long sequence) {
    this.headSequence = headSequence;
    this.headHash = headHash;
    this.sequence = sequence;
    this.hash = AuditHash.GENESIS;
  }

  /**
   * Checks a part, or all of it.
   *
   * @param connection in a transaction that sees one state of the database (repeatable read)
   * @param from the first sequence, 1 or more; the one before it is taken as it is
   * @param to the last one; the last there is where empty; at most {@link #MOST} are looked at
   */
  public static AuditVerdict verify(Connection connection, long from, Optional<Long> to)
      throws SQLException {
    if (from < 1) {
      throw new IllegalArgumentException("audit sequence " + from + " is not 1 or more");
    }
    AuditCheck check;
    try (PreparedStatement statement = connection.prepareStatement(HEAD);
        ResultSet head = statement.executeQuery()) {
      if (!head.next()) {
        return new AuditVerdict(
            false, 0, 0, "", Optional.of(1L), Optional.of("the head of the trail is missing"));
      }
      long headSequence = head.getLong(1);
      check =
          new AuditCheck(
              headSequence, head.getBytes(2), Math.max(0, Math.min(from, headSequence + 1) - 2));
    }
    // Nothing can be wrong with what was never written, unless it is there all the same.
    return check.read(connection, Math.min(from, check.headSequence + 1), to);
  }

  private AuditVerdict read(Connection connection, long from, Optional<Long> to)
      throws SQLException {
    // Entries beyond the head are looked for, too: somebody put them there.
    long wanted = Math.min(to.orElse(Long.MAX_VALUE), from - 1 + MOST);
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setLong(1, sequence + 1);
      statement.setLong(2, wanted);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Optional<String> problem = next(rows, from);
          if (problem.isPresent()) {
            return broken(sequence + 1, problem.get());
          }
        }
      }
    }
    long last = Math.min(wanted, headSequence);
    if (sequence < last) {
      return broken(sequence + 1, "entry " + (sequence + 1) + " is missing");
    }
    if (sequence == headSequence && !Arrays.equals(hash, headHash)) {
      return broken(sequence, "the head of the trail is not the hash of entry " + sequence);
    }
    return verdict(true, Optional.empty(), Optional.empty());
  }

  private Optional<String> next(ResultSet row, long from) throws SQLException {
    long found = row.getLong(1);
    if (found != sequence + 1) {
      return Optional.of("entry " + (sequence + 1) + " is missing; " + found + " follows");
    }
    byte[] written = row.getBytes(9);
    if (found >= from) {
      if (found > headSequence) {
        return Optional.of("entry " + found + " is beyond the head of the trail");
      }
      if (!Arrays.equals(hash, row.getBytes(8))) {
        return Optional.of("entry " + found + " does not name the hash of the one before");
      }
      if (!Arrays.equals(written, recomputed(row, found))) {
        return Optional.of("entry " + found + " is not what its hash was made of");
      }
      checked++;
    }
    sequence = found;
    hash = written;
    return Optional.empty();
  }

  private byte[] recomputed(ResultSet row, long found) {
    try {
      return AuditHash.of(hash, found, AuditRows.entry(row));
    } catch (SQLException | RuntimeException unreadable) {
      return new byte[0];
    }
  }

  private AuditVerdict broken(long at, String problem) {
    return verdict(false, Optional.of(at), Optional.of(problem));
  }

  private AuditVerdict verdict(boolean whole, Optional<Long> at, Optional<String> problem) {
    return new AuditVerdict(
        whole, checked, headSequence, HexFormat.of().formatHex(headHash), at, problem);
  }
}
