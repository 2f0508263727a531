package io.rivulet.alerting.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hash of an audit entry: SHA-256 of the hash before and of the entry's fields, one after the
 * other, each as the length of its UTF-8 form (four bytes, big-endian) and that form; a field that
 * is absent as four bytes 0xFF. The fields are: sequence and time (microseconds since 1970 UTC),
 * both as decimal text; event, actor, alert, incident; the number of details as decimal text; name
 * and value of each, in the order of the names' bytes.
 *
 * <p>So no two entries are written alike, and anybody can compute it from the table without this
 * program.
 */
final class AuditHash {
  /** What comes before the first entry. */
  static final byte[] GENESIS = new byte[32];

  private static final byte[] ABSENT = {-1, -1, -1, -1};
  private static final Comparator<Map.Entry<byte[], byte[]>> BY_NAME =
      (one, other) -> Arrays.compareUnsigned(one.getKey(), other.getKey());

  private final MessageDigest digest;

  private AuditHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The hash of an entry after the one that has the hash {@code previous}. */
  static byte[] of(byte[] previous, long sequence, AuditEntry entry) {
    AuditHash hash = new AuditHash();
    hash.digest.update(previous);
    hash.add(Long.toString(sequence));
    hash.add(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.time())));
    hash.add(entry.event().code());
    hash.add(entry.actor());
    hash.add(entry.alert());
    hash.add(entry.incident());
    hash.add(entry.detail());
    return hash.digest.digest();
  }

  private void add(Map<String, String> detail) {
    add(Integer.toString(detail.size()));
    List<Map.Entry<byte[], byte[]>> sorted =
        detail.entrySet().stream()
            .map(fact -> Map.entry(utf8(fact.getKey()), utf8(fact.getValue())))
            .sorted(BY_NAME)
            .toList();
    for (Map.Entry<byte[], byte[]> fact : sorted) {
      add(fact.getKey());
      add(fact.getValue());
    }
  }

  private void add(Optional<String> field) {
    field.ifPresentOrElse(this::add, () -> digest.update(ABSENT));
  }

  private void add(String field) {
    add(utf8(field));
  }

  private void add(byte[] field) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
    digest.update(field);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
