package io.rivulet.store.research;

import static io.rivulet.store.research.ResearchClinics.NORTH;
import static io.rivulet.store.research.ResearchClinics.SECRET;
import static io.rivulet.store.research.ResearchClinics.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.store.StoreServers;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How names and shifts come of the key. */
class PseudonymsIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private ResearchClinics clinics;

  @BeforeEach
  void twoClinics() throws SQLException {
    clinics = new ResearchClinics(SERVERS.newStore());
  }

  @AfterEach
  void close() throws SQLException {
    clinics.close();
  }

  @Test
  @Requirement("DEID-001")
  void theHashIsHmacSha256AsRfc4231TestsIt() throws SQLException {
    assertThat(hmac("0b".repeat(20), "Hi There"))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assertThat(hmac("aa".repeat(131), "Test Using Larger Than Block-Size Key - Hash Key First"))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  }

  @Test
  @Requirement("DEID-001")
  void aPseudonymIsTheKeyedHashOfKindSiteAndSubject() throws Exception {
    String subject = SECRET + "-p-north";
    byte[] key =
        HexFormat.of()
            .parseHex(clinics.owned("SELECT encode(key, 'hex') FROM rivulet.research_key"));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String message =
        "7:subject%d:%s%d:%s".formatted(NORTH.length(), NORTH, subject.length(), subject);
    String expected =
        HexFormat.of()
            .formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)))
            .substring(0, 24);

    assertThat(pseudonym()).isEqualTo("subject-" + expected);
  }

  @Test
  @Requirement("DEID-002")
  void shiftsLieWithinAYearAreNeverZeroAndSpread() throws SQLException {
    clinics.asOwner(
        "SELECT rivulet.research_learn_subject('somewhere', 'p' || n) FROM generate_series(1, 3000) n");
    try (Connection owner = clinics.store.database().getConnection()) {
      List<String> spread =
          rows(
                  owner,
                  """
                  SELECT min(shift_days) >= -365, max(shift_days) <= 365, bool_or(shift_days = 0),
                    count(DISTINCT shift_days) > 650, abs(avg(shift_days)) < 25
                  FROM rivulet.research_subject
                  """)
              .get(0);
      assertThat(spread).containsExactly("t", "t", "f", "t", "t");
    }
  }

  @Test
  @Requirement("DEID-010")
  void aNewKeyRenamesEverythingAndIsRecorded() throws SQLException {
    String before = pseudonym();
    clinics.asOwner("SELECT rivulet.research_rotate_key('a disk was lost')");

    assertThat(pseudonym()).isNotEqualTo(before).startsWith("subject-");
    assertThat(clinics.owned("SELECT statement FROM rivulet.research_access ORDER BY number DESC"))
        .isEqualTo("generation 2: a disk was lost");
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH))) {
      assertThat(rows(researcher, "SELECT * FROM rivulet_research.session_pump_sample"))
          .hasSize(100);
      assertThat(rows(researcher, "SELECT * FROM rivulet_research.outcome")).hasSize(1);
    }
    assertThatThrownBy(() -> clinics.asOwner("SELECT rivulet.research_rotate_key(' ')"))
        .hasMessageContaining("3 to 500");
  }

  @Test
  @Requirement("DEID-011")
  void aSampleIsTheSessionsWhoseBindingWasRecordedLast() throws SQLException {
    clinics.asOwner(
        """
        INSERT INTO rivulet.session (session, site, subject, route, opened_time, event_time)
          VALUES ('identity-s-other', 'identity-north', 'identity-p-other', 'IV', now(), now());
        INSERT INTO rivulet.session_event
            (event_id, session, recorded_time, recorded_by, kind, effective_from, effective_to, device)
          VALUES ('later', 'identity-s-other', '2026-03-02 10:00Z', 'x', 'device', '2026-03-02 09:10:30Z',
            '2026-03-02 09:11Z', 'identity-pump-north');
        """);
    try (Connection researcher = clinics.announced(clinics.researcher(NORTH))) {
      assertThat(
              rows(
                  researcher,
                  "SELECT count(*) FROM rivulet_research.session_pump_sample GROUP BY session ORDER BY 1"))
          .containsExactly(List.of("30"), List.of("70"));
    }
  }

  private String pseudonym() throws SQLException {
    return clinics.owned(
        "SELECT pseudonym FROM rivulet.research_subject WHERE site = '%s'".formatted(NORTH));
  }

  private String hmac(String keyHex, String message) throws SQLException {
    return clinics.owned(
        "SELECT encode(rivulet.research_hmac(decode('%s', 'hex'), '%s'::bytea), 'hex')"
            .formatted(keyHex, message));
  }
}
