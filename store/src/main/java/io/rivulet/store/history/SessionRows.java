package io.rivulet.store.history;

import io.rivulet.store.export.RowShape;
import java.util.Objects;

/**
 * What is stored of one session.
 *
 * @param session the session
 * @param table which rows
 * @param span of their time
 */
public record SessionRows(String session, SessionTable table, TimeSpan span) implements Question {
  /** Refuses a name that no session has. */
  public SessionRows {
    session = FilterField.text("session", session);
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(span, "span");
  }

  @Override
  public RowShape shape() {
    return table.shape();
  }

  @Override
  public String words() {
    return table.word() + " of session " + session + " " + span;
  }

  @Override
  public Ask ask(HistorySites sites) {
    Sql sql = Sql.of("SELECT * FROM (").add(table.select(session)).add(") rows WHERE true");
    sites.onSession(sql, session);
    span.on(sql, table.timeColumn());
    return new Ask(table.shape(), sql, table.keys(), true);
  }
}
