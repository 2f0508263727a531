package io.rivulet.alerting.clerk;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.desk.Page;
import io.rivulet.alerting.desk.SilenceRequest;
import io.rivulet.alerting.desk.SilenceView;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.ledger.Decision;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.ledger.Place;
import io.rivulet.alerting.ledger.SilenceTable;
import io.rivulet.alerting.routing.Label;
import io.rivulet.alerting.routing.Matcher;
import io.rivulet.alerting.routing.Silence;
import io.rivulet.domain.identity.StableId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Silences: who may have what not told for how long. */
final class Silencing {
  private static final Set<Label> OF_ONE_SITE = Set.of(Label.SITE, Label.SESSION, Label.DEVICE);

  private final Ledger ledger;
  private final Commands commands;
  private final Sites sites;
  private final Duration longest;
  private final Duration longestUrgent;
  private final SilenceTable table = new SilenceTable();

  /**
   * Silences.
   *
   * @param sites whoever may know of these only silences and ends what names one of them
   * @param longest of any
   * @param longestUrgent of one that can hide a high-priority physiological alert
   */
  Silencing(
      Ledger ledger, Commands commands, Sites sites, Duration longest, Duration longestUrgent) {
    this.ledger = ledger;
    this.commands = commands;
    this.sites = sites;
    this.longest = longest;
    this.longestUrgent = longestUrgent;
  }

  Page<SilenceView> page(boolean overToo, Optional<String> cursor, int limit) {
    int rows = Pages.rowsFor(limit);
    Optional<Place> after = Pages.place(cursor);
    Instant now = ledger.now();
    return commands.read(
        (connection, none) ->
            Pages.page(
                table.page(connection, sites.only(), overToo, now, after, rows),
                limit,
                list -> list.stream().map(row -> view(row, now)).toList(),
                row -> new Place(row.created(), row.silence().id())));
  }

  Answer<SilenceView> create(Origin origin, SilenceRequest request) {
    String[] what = {
      "silence",
      String.join("\n", request.matchers()),
      request.reason(),
      request.begins().map(Instant::toString).orElse(""),
      request.ends().toString()
    };
    return commands.carryOut(
        origin, what, decision -> create(decision, origin, request), this::find);
  }

  private String create(Decision decision, Origin origin, SilenceRequest request)
      throws SQLException, DeclinedException {
    Instant now = decision.now();
    Silence silence = silence(origin, request, now);
    if (!within(silence)) {
      throw DeclinedException.refused(
          "the silence is not of your sites alone; add a condition such as site = "
              + sites.only().orElseThrow().stream().min(String::compareTo).orElse("yours"));
    }
    if (!silence.until().isAfter(now)) {
      throw DeclinedException.refused("the silence ends at " + silence.until() + ": that is over");
    }
    Duration lasts = Duration.between(silence.from(), silence.until());
    Duration most = silence.coversUrgent() ? longestUrgent : longest;
    if (lasts.compareTo(most) > 0) {
      throw DeclinedException.refused(
          silence.coversUrgent()
              ? "a silence that can hide a high-priority physiological alert lasts at most "
                  + most
                  + ", not "
                  + lasts
                  + "; add priority != high or kind = technical, or make it shorter"
              : "a silence lasts at most " + most + ", not " + lasts);
    }
    if (table.notOver(decision.connection(), now).size() >= SilenceTable.MOST) {
      throw DeclinedException.refused(
          "there are " + SilenceTable.MOST + " silences; end some that are not needed");
    }
    table.write(decision.connection(), new SilenceTable.Row(silence, now, Optional.empty()));
    decision.touchAll();
    decision.audit(
        entry(
            AuditEvent.SILENCE_CREATED,
            now,
            origin.by(),
            Map.of(
                "silence", silence.id(),
                "matchers", silence.words(),
                "reason", silence.reason(),
                "from", silence.from().toString(),
                "until", silence.until().toString(),
                "coversHighPriority", Boolean.toString(silence.coversUrgent()))));
    return silence.id();
  }

  private static Silence silence(Origin origin, SilenceRequest request, Instant now)
      throws DeclinedException {
    try {
      List<Matcher> matchers = request.matchers().stream().map(Matcher::parse).toList();
      return new Silence(
          StableId.of("silence", origin.by(), origin.eventId()),
          matchers,
          origin.by(),
          request.reason().strip(),
          request.begins().orElse(now),
          request.ends(),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw DeclinedException.refused(e.getMessage());
    }
  }

  Answer<SilenceView> end(Origin origin, String id) {
    return commands.carryOut(
        origin,
        new String[] {"end silence", id},
        decision -> end(decision, origin, id),
        this::find);
  }

  private String end(Decision decision, Origin origin, String id)
      throws SQLException, DeclinedException {
    Instant now = decision.now();
    SilenceTable.Row row =
        table
            .find(decision.connection(), id)
            .orElseThrow(() -> DeclinedException.unknown("there is no silence " + id));
    Silence silence = row.silence();
    if (!within(silence)) {
      throw names(silence)
          ? DeclinedException.refused(
              "silence "
                  + id
                  + " is of other sites too; somebody who may act at all of them ends it")
          : DeclinedException.unknown("there is no silence " + id);
    }
    if (!silence.over().isAfter(now)) {
      throw DeclinedException.refused("silence " + id + " was over at " + silence.over());
    }
    Silence ended =
        new Silence(
            silence.id(),
            silence.match(),
            silence.author(),
            silence.reason(),
            silence.from(),
            silence.until(),
            Optional.of(now));
    table.write(
        decision.connection(),
        new SilenceTable.Row(ended, row.created(), Optional.of(origin.by())));
    decision.touchAll();
    decision.audit(
        entry(
            AuditEvent.SILENCE_ENDED,
            now,
            origin.by(),
            Map.of("silence", id, "matchers", silence.words())));
    return id;
  }

  /** Whether all it can hide is of these sites. */
  private boolean within(Silence silence) {
    return sites.all()
        || silence.match().stream()
            .filter(Silencing::placed)
            .anyMatch(matcher -> matcher.values().stream().allMatch(this::known));
  }

  /** Whether it is shown to whoever may know of these sites only, as the table has it. */
  private boolean names(Silence silence) {
    return silence.match().stream()
            .filter(Silencing::placed)
            .anyMatch(matcher -> matcher.values().stream().anyMatch(this::known))
        || silence.match().stream().noneMatch(matcher -> OF_ONE_SITE.contains(matcher.label()));
  }

  private boolean known(String site) {
    return sites.include(Optional.of(site));
  }

  private static boolean placed(Matcher matcher) {
    return matcher.label() == Label.SITE
        && (matcher.operator() == Matcher.Operator.EQUALS
            || matcher.operator() == Matcher.Operator.IN);
  }

  private SilenceView find(java.sql.Connection connection, String id) throws SQLException {
    return view(table.find(connection, id).orElseThrow(), ledger.now());
  }

  private static SilenceView view(SilenceTable.Row row, Instant now) {
    Silence silence = row.silence();
    return new SilenceView(
        silence.id(),
        silence.match().stream().map(Matcher::toString).toList(),
        silence.author(),
        silence.reason(),
        silence.from(),
        silence.over(),
        row.created(),
        row.endedBy(),
        silence.holdsAt(now),
        silence.coversUrgent());
  }

  static AuditEntry entry(AuditEvent event, Instant now, String by, Map<String, String> detail) {
    return new AuditEntry(event, now, by, Optional.empty(), Optional.empty(), detail);
  }
}
