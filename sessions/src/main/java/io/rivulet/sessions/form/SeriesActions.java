package io.rivulet.sessions.form;

import static io.rivulet.runtime.http.Field.optional;
import static io.rivulet.runtime.http.Field.required;

import io.rivulet.domain.desk.SeriesCommand;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.ResponseRule;
import io.rivulet.domain.series.SeriesStep;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Field.Kind;
import io.rivulet.runtime.http.Form;
import java.util.List;
import java.util.Optional;

/** Everything that can be asked for about a series. */
public final class SeriesActions {
  private static final double USUAL_RESPONSE = 0.5;
  private static final Field BLOCKS =
      Field.objects(
              "blocks",
              "sessions in order: sessions, dosePerKg and daysBetween of each block",
              required("sessions", Kind.WHOLE, "how many"),
              required("dosePerKg", Kind.NUMBER, "planned dose of each, in unit per kg"),
              optional("daysBetween", Kind.NUMBER, "days from one to the next"))
          .needed();

  /** Opens a series. */
  public static final Action<SeriesCommand> OPEN =
      new Action<>(
          "open",
          "Opens a series of sessions of one subject.",
          Form.confirmed(
              optional(
                  "series",
                  Kind.TEXT,
                  "its name, 1 to 64 of letters, digits, '.', '_', '-'; made from eventId if missing"),
              required("site", Kind.TEXT, "the clinic"),
              required("subject", Kind.TEXT, "a pseudonym, never a name or a record number"),
              required("drug", Kind.TEXT, "the drug"),
              optional("route", Kind.TEXT, "IV, IM, IN, PO, SL or SC; IV where not given"),
              optional("unit", Kind.TEXT, "mg, [IU] or meq; mg where not given"),
              BLOCKS,
              optional("ruleInstrument", Kind.TEXT, "PHQ-9 or MADRS: a response rule looks at it"),
              optional("ruleAfterSessions", Kind.WHOLE, "after this many sessions"),
              optional(
                  "ruleEnoughShare", Kind.NUMBER, "improvement that is enough; 0.5 if missing"),
              optional("ruleRaisePerKg", Kind.NUMBER, "what the dose rises by otherwise, per kg"),
              optional("ruleMaxPerKg", Kind.NUMBER, "what it never exceeds, per kg")),
          SeriesActions::open);

  /** Everything else. */
  public static final List<Action<SeriesCommand>> ALL =
      List.of(
          new Action<>(
              "plan",
              "Plans all sessions of the series anew.",
              Form.confirmed(BLOCKS),
              (name, body) -> new SeriesCommand.Plan(new SeriesId(name), steps(body))),
          new Action<>(
              "dose",
              "Sets the dose of one session, as a person decided.",
              Form.confirmed(
                  required("number", Kind.WHOLE, "which session, from 1"),
                  required("dosePerKg", Kind.NUMBER, "in the series' unit per kg"),
                  required("reason", Kind.TEXT, "why, without names, to 500 characters")),
              (name, body) ->
                  new SeriesCommand.SetDose(
                      new SeriesId(name),
                      body.whole("number"),
                      body.number("dosePerKg"),
                      body.text("reason"))),
          new Action<>(
              "outcome",
              "Records the total of a questionnaire.",
              Form.confirmed(
                  required("at", Kind.TIME, "when"),
                  required("instrument", Kind.TEXT, "PHQ-9 (0 to 27) or MADRS (0 to 60)"),
                  required("afterSessions", Kind.WHOLE, "sessions had before; 0 is the baseline"),
                  optional("followUp", Kind.FLAG, "true for a look back after the last session"),
                  required("score", Kind.NUMBER, "the total")),
              (name, body) ->
                  new SeriesCommand.RecordOutcome(
                      new SeriesId(name),
                      body.time("at"),
                      Instrument.ofCode(body.text("instrument")),
                      body.whole("afterSessions"),
                      body.flag("followUp"),
                      body.number("score"))),
          new Action<>(
              "withdraw",
              "Takes an event back that should not have been recorded.",
              Form.confirmed(
                  required("event", Kind.TEXT, "its eventId"),
                  required("reason", Kind.TEXT, "why, without names, to 500 characters")),
              (name, body) ->
                  new SeriesCommand.Withdraw(
                      new SeriesId(name), body.text("event"), body.text("reason"))),
          new Action<>(
              "close",
              "Closes the series.",
              Form.confirmed(required("at", Kind.TIME, "when")),
              (name, body) -> new SeriesCommand.Close(new SeriesId(name), body.time("at"))));

  private SeriesActions() {}

  private static SeriesCommand open(String name, Body body) {
    return new SeriesCommand.Open(
        new SeriesId(name),
        body.text("site"),
        body.text("subject"),
        body.text("drug"),
        Route.ofCode(body.findText("route").orElse("IV")),
        AmountUnit.ofUcum(body.findText("unit").orElse("mg")),
        steps(body),
        rule(body));
  }

  private static List<SeriesStep> steps(Body body) {
    return SeriesStep.of(
        body.objects("blocks").stream()
            .map(
                block ->
                    new SeriesStep.Block(
                        block.whole("sessions"),
                        block.number("dosePerKg"),
                        block.findNumber("daysBetween")))
            .toList());
  }

  private static Optional<ResponseRule> rule(Body body) {
    boolean some =
        body.findText("ruleInstrument").isPresent()
            || body.findWhole("ruleAfterSessions").isPresent()
            || body.findNumber("ruleEnoughShare").isPresent()
            || body.findNumber("ruleRaisePerKg").isPresent()
            || body.findNumber("ruleMaxPerKg").isPresent();
    if (!some) {
      return Optional.empty();
    }
    if (body.findText("ruleInstrument").isEmpty()
        || body.findWhole("ruleAfterSessions").isEmpty()
        || body.findNumber("ruleRaisePerKg").isEmpty()
        || body.findNumber("ruleMaxPerKg").isEmpty()) {
      throw new IllegalArgumentException(
          "a response rule needs ruleInstrument, ruleAfterSessions, ruleRaisePerKg and"
              + " ruleMaxPerKg");
    }
    return Optional.of(
        new ResponseRule(
            Instrument.ofCode(body.text("ruleInstrument")),
            body.whole("ruleAfterSessions"),
            body.findNumber("ruleEnoughShare").orElse(USUAL_RESPONSE),
            body.number("ruleRaisePerKg"),
            body.number("ruleMaxPerKg")));
  }
}
