package io.rivulet.alerting.lifecycle;

import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.domain.alert.Measured;
import java.time.Instant;
import java.util.Optional;

/** Statements for tests: a pressure of medium priority unless told otherwise. */
public final class StatementBuilder {
  /** When everything begins. */
  public static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private final String id;
  private long revision = 1;
  private String category = "PRESSURE_EXCURSION";
  private AlertKind kind = AlertKind.PHYSIOLOGICAL;
  private AlertPriority priority = AlertPriority.MEDIUM;
  private boolean present = true;
  private boolean withdrawn;
  private Optional<String> successor = Optional.empty();
  private Instant start = START;
  private Subject subject =
      Subject.NONE.at("zurich").ofSession("S1").ofVital("NIBP", "systolic", "high");
  private int flaps;

  private StatementBuilder(String id) {
    this.id = id;
  }

  /** A statement of revision 1 that is present. */
  public static StatementBuilder statement(String id) {
    return new StatementBuilder(id);
  }

  /** A silent pump: technical. */
  public static StatementBuilder silence(String id, String device) {
    StatementBuilder builder = new StatementBuilder(id);
    builder.category = "PUMP_SILENT";
    builder.kind = AlertKind.TECHNICAL;
    builder.subject = Subject.NONE.at("zurich").ofSession("S1").ofDevice(device);
    return builder;
  }

  /** At a revision. */
  public StatementBuilder revision(long value) {
    revision = value;
    return this;
  }

  /** Of a category. */
  public StatementBuilder category(String value) {
    category = value;
    return this;
  }

  /** Of a priority. */
  public StatementBuilder priority(AlertPriority value) {
    priority = value;
    return this;
  }

  /** High. */
  public StatementBuilder high() {
    return priority(AlertPriority.HIGH);
  }

  /** No more there. */
  public StatementBuilder over() {
    present = false;
    return this;
  }

  /** Taken back. */
  public StatementBuilder withdrawn() {
    present = false;
    withdrawn = true;
    return this;
  }

  /** Taken back for another. */
  public StatementBuilder withdrawnFor(String next) {
    successor = Optional.of(next);
    return withdrawn();
  }

  /** Since an instant. */
  public StatementBuilder start(Instant value) {
    start = value;
    return this;
  }

  /** About something. */
  public StatementBuilder about(Subject value) {
    subject = value;
    return this;
  }

  /** Having come back. */
  public StatementBuilder flaps(int value) {
    flaps = value;
    return this;
  }

  /** The statement. */
  public Statement build() {
    return new Statement(
        id,
        revision,
        category,
        kind,
        priority,
        present,
        withdrawn,
        successor,
        start,
        Optional.empty(),
        category + " revision " + revision,
        subject,
        Optional.of(Measured.of(182, 160, "mm[Hg]")),
        flaps);
  }

  /** The case of an alert that is heard of first at an instant. */
  public AlertCase heard(Instant at) {
    return CaseRule.step(Optional.empty(), build(), at).alert();
  }
}
