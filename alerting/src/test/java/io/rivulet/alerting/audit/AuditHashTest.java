package io.rivulet.alerting.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hash is what docs/alerting-ledger.md says, so that anybody can compute it. */
@Requirement("AUDIT-001")
class AuditHashTest {
  private static final byte[] PREVIOUS = HexFormat.of().parseHex("01".repeat(32));

  @Test
  void itIsTheHashOfTheFieldsByLength() throws Exception {
    AuditEntry entry =
        new AuditEntry(
            AuditEvent.ACKNOWLEDGED,
            Instant.parse("1970-01-01T00:00:01.000002Z"),
            "Zoë",
            Optional.of("A"),
            Optional.empty(),
            Map.of("note", "on my way", "a", ""));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.write(PREVIOUS);
    for (String field : new String[] {"7", "1000002", "acknowledged", "Zoë", "A"}) {
      write(expected, field);
    }
    expected.write(new byte[] {-1, -1, -1, -1});
    for (String field : new String[] {"2", "a", "", "note", "on my way"}) {
      write(expected, field);
    }

    assertThat(AuditHash.of(PREVIOUS, 7, entry))
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(expected.toByteArray()));
  }

  private static void write(ByteArrayOutputStream to, String field) throws Exception {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    to.write(new byte[] {0, 0, 0, (byte) bytes.length});
    to.write(bytes);
  }

  @Test
  void entriesThatDifferInWhereAFieldEndsHaveDifferentHashes() {
    assertThat(AuditHash.of(PREVIOUS, 1, entry("ab", "c")))
        .isNotEqualTo(AuditHash.of(PREVIOUS, 1, entry("a", "bc")));
  }

  private static AuditEntry entry(String actor, String alert) {
    return new AuditEntry(
        AuditEvent.OPENED, Instant.EPOCH, actor, Optional.of(alert), Optional.empty(), Map.of());
  }

  @Test
  void textIsMadeStorableWithoutCuttingACharacterInTwo() {
    assertThat(StorableText.of("a\u0000b\uD800c", 10)).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(StorableText.of("ab\uD83D\uDE00", 3)).isEqualTo("ab");
    assertThat(StorableText.of("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
  }
}
