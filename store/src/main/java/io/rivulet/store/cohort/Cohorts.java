package io.rivulet.store.cohort;

import io.rivulet.store.history.HistoryAccess;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Saved cohorts. A version is its definition, the sessions it chose when it was saved, and what was
 * stated of them then; it never changes, so running it again gives the same sessions whatever
 * landed since, and says where what is stated of them has changed. Safe for use by many threads.
 */
public final class Cohorts {
  /** Sessions of one cohort. */
  public static final int SESSIONS_MAX = 100_000;

  /** Versions that are listed. */
  public static final int LISTED_MAX = 1_000;

  private final CohortLedger ledger;
  private final CohortSessions sessions;

  /** Over the clinical tables, through connections of this pool. */
  public Cohorts(DataSource database) {
    this(database, HistoryAccess.whole(database), "");
  }

  /**
   * As somebody sees sessions.
   *
   * @param database may write the tables of cohorts
   * @param access through what sessions are chosen and read
   * @param owner whose cohorts, as the console knows them; nobody else's are touched
   */
  public Cohorts(DataSource database, HistoryAccess access, String owner) {
    this.ledger = new CohortLedger(database, owner);
    this.sessions = new CohortSessions(access);
  }

  /**
   * Saves a definition as the next version of its name, with the sessions it chooses now.
   *
   * @param text the definition as it was written
   * @param now when
   * @throws io.rivulet.store.read.StoreUnavailableException where the database does not answer
   * @throws IllegalArgumentException where it chooses more than {@value #SESSIONS_MAX} sessions
   */
  public CohortVersion save(CohortDefinition definition, String text, Instant now) {
    return save(definition, text, now, Optional.empty());
  }

  /**
   * The same by a command that may be sent twice.
   *
   * @param eventId of the command; the version that it saved before is given again
   */
  public CohortVersion save(
      CohortDefinition definition, String text, Instant now, Optional<String> eventId) {
    Optional<CohortVersion> before = eventId.flatMap(ledger::saved);
    if (before.isPresent()) {
      return before.get();
    }
    // Before the sessions are read: what had landed by then is in them.
    String landed = ledger.landed();
    List<CohortMember> members = chosen(definition);
    int version =
        ledger.save(
            new CohortLedger.Draft(
                definition.name(), text, sha256(text), landed, now, eventId, members));
    return ledger.find(definition.name(), Optional.of(version)).orElseThrow();
  }

  /** How many sessions a definition chooses now. */
  public int count(CohortDefinition definition) {
    return chosen(definition).size();
  }

  private List<CohortMember> chosen(CohortDefinition definition) {
    List<CohortMember> members = sessions.chosen(definition, SESSIONS_MAX + 1);
    if (members.size() > SESSIONS_MAX) {
      throw new IllegalArgumentException(
          "%s chooses more than %d sessions: narrow it, or save it by stretches of time"
              .formatted(definition.name(), SESSIONS_MAX));
    }
    return members;
  }

  /** The {@value #LISTED_MAX} versions that were saved last, by name, then version. */
  public List<CohortVersion> list() {
    return ledger.list(LISTED_MAX);
  }

  /** One version; the latest where none is named. */
  public Optional<CohortVersion> find(String name, Optional<Integer> version) {
    return ledger.find(name, version);
  }

  /** What a command saved before. */
  public Optional<CohortVersion> saved(String eventId) {
    return ledger.saved(eventId);
  }

  /** Its sessions as they were chosen. */
  public List<String> members(CohortVersion cohort) {
    return ledger.members(cohort).stream().map(CohortMember::session).toList();
  }

  /** Runs a version again: its sessions as they were chosen, held against what is stated now. */
  public CohortManifest run(CohortVersion cohort) {
    List<CohortMember> then = ledger.members(cohort);
    Map<String, CohortMember> now = new HashMap<>();
    sessions
        .named(then.stream().map(CohortMember::session).toList())
        .forEach(member -> now.put(member.session(), member));
    List<String> members = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    Set<List<String>> subjects = new HashSet<>();
    Set<String> sites = new HashSet<>();
    StringBuilder content = new StringBuilder();
    for (CohortMember member : then) {
      members.add(member.session());
      content.append(member.session()).append(' ').append(member.contentSha256()).append('\n');
      CohortMember found = now.get(member.session());
      if (found == null || !found.contentSha256().equals(member.contentSha256())) {
        changed.add(member.session());
      }
      if (found != null) {
        sites.add(found.site());
        subjects.add(List.of(found.site(), found.subject()));
      }
    }
    return new CohortManifest(
        cohort, members, subjects.size(), sites.size(), sha256(content.toString()), changed);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
