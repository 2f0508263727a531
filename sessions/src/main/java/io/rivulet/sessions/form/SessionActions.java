package io.rivulet.sessions.form;

import static io.rivulet.runtime.http.Field.optional;
import static io.rivulet.runtime.http.Field.required;

import io.rivulet.domain.desk.SessionCommand;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.EligibilityFlag;
import io.rivulet.domain.session.ObservationKind;
import io.rivulet.domain.session.Phase;
import io.rivulet.domain.session.PlaceInSeries;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.unit.Quantity;
import io.rivulet.domain.unit.Ucum;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Field.Kind;
import io.rivulet.runtime.http.Form;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything that can be asked for about a session. */
public final class SessionActions {
  private static final Field AT = required("at", Kind.TIME, "when");
  private static final Field FROM =
      required("from", Kind.TIME, "holds from here on; the first also before");
  private static final Field DRUG = required("drug", Kind.TEXT, "the drug, as the pump names it");
  private static final Field UNIT =
      optional("unit", Kind.TEXT, "mg, [IU] or meq; mg where not given")
          .oneOf(List.of("mg", "[IU]", "meq"));
  private static final List<String> ROUTES = codes(Route.values());

  /** Opens a session. */
  public static final Action<SessionCommand> OPEN =
      new Action<>(
          "open",
          "Opens a session.",
          Form.confirmed(
              optional(
                  "session",
                  Kind.TEXT,
                  "its name, 1 to 64 of letters, digits, '.', '_', '-'; made from eventId if missing"),
              required("site", Kind.TEXT, "the clinic"),
              required("subject", Kind.TEXT, "a pseudonym, never a name or a record number"),
              optional("drug", Kind.TEXT, "the drug; none for a recording of many"),
              optional("route", Kind.TEXT, "IV, IM, IN, PO, SL or SC; IV where not given")
                  .oneOf(ROUTES),
              optional("dosePerKg", Kind.NUMBER, "planned dose, in unit per kg"),
              UNIT,
              optional("duration", Kind.DURATION, "planned duration"),
              optional("series", Kind.TEXT, "the series it belongs to"),
              optional("number", Kind.WHOLE, "which session of the series, from 1")),
          SessionActions::open);

  /** Everything else, in the order in which sessions go. */
  public static final List<Action<SessionCommand>> ALL =
      List.of(
          new Action<>(
              "screen",
              "Records how the subject was screened.",
              Form.confirmed(
                  AT,
                  required("eligible", Kind.FLAG, "whether the session may go on"),
                  optional("flags", Kind.FLAGS, "conditions by code, true where passed")),
              (name, body) ->
                  new SessionCommand.Screen(
                      new SessionId(name), body.time("at"), flags(body), body.flag("eligible"))),
          new Action<>(
              "phase",
              "Enters a phase.",
              Form.confirmed(
                  AT,
                  required(
                          "phase",
                          Kind.TEXT,
                          "SCREENING, PREPARATION, INFUSION, OBSERVATION, DISCHARGE or INTEGRATION")
                      .oneOf(codes(Phase.values())),
                  optional("reason", Kind.TEXT, "needed to go back to an earlier phase")),
              (name, body) ->
                  new SessionCommand.EnterPhase(
                      new SessionId(name),
                      body.time("at"),
                      Phase.ofCode(body.text("phase")),
                      body.findText("reason"))),
          new Action<>(
              "plan",
              "Plans the dose of a drug from a time on.",
              Form.confirmed(
                  FROM,
                  DRUG,
                  required("dosePerKg", Kind.NUMBER, "planned dose, in unit per kg"),
                  UNIT,
                  optional("duration", Kind.DURATION, "planned duration")),
              (name, body) ->
                  new SessionCommand.PlanDose(
                      new SessionId(name),
                      body.time("from"),
                      body.text("drug"),
                      new PlannedDose(
                          body.number("dosePerKg"), unit(body), body.findDuration("duration")))),
          new Action<>(
              "weight",
              "Records a weight, or corrects one.",
              Form.confirmed(
                  FROM,
                  required("weightKg", Kind.NUMBER, "body weight, kg").in("kg").between(0.1, 1000),
                  optional("corrects", Kind.TEXT, "eventId of a weight that was wrong")),
              (name, body) ->
                  new SessionCommand.RecordWeight(
                      new SessionId(name),
                      body.time("from"),
                      body.number("weightKg"),
                      body.findText("corrects"))),
          new Action<>(
              "bind",
              "Binds a device from a time on.",
              Form.confirmed(
                  required("device", Kind.TEXT, "pump or monitor"),
                  required("from", Kind.TIME, "start, inclusive"),
                  optional("to", Kind.TIME, "end, exclusive; none while it lasts")),
              (name, body) ->
                  new SessionCommand.BindDevice(
                      new SessionId(name),
                      new DeviceId(body.text("device")),
                      body.time("from"),
                      body.findTime("to"))),
          new Action<>(
              "unbind",
              "Ends the binding that a device has at a time.",
              Form.confirmed(AT, required("device", Kind.TEXT, "pump or monitor")),
              (name, body) ->
                  new SessionCommand.UnbindDevice(
                      new SessionId(name), new DeviceId(body.text("device")), body.time("at"))),
          new Action<>(
              "rebind",
              "Corrects the times of a binding.",
              Form.confirmed(
                  required("binding", Kind.TEXT, "eventId of the binding"),
                  required("from", Kind.TIME, "start, inclusive"),
                  optional("to", Kind.TIME, "end, exclusive; none while it lasts")),
              (name, body) ->
                  new SessionCommand.RebindDevice(
                      new SessionId(name),
                      body.text("binding"),
                      body.time("from"),
                      body.findTime("to"))),
          new Action<>(
              "limits",
              "Assigns a published limits profile from a time on.",
              Form.confirmed(FROM, required("profile", Kind.TEXT, "the profile's name")),
              (name, body) ->
                  new SessionCommand.AssignLimits(
                      new SessionId(name), body.time("from"), body.text("profile"))),
          new Action<>(
              "concentration",
              "Records what one mL of a drug holds, where the pump does not say.",
              Form.confirmed(
                  FROM,
                  DRUG,
                  required("concentration", Kind.NUMBER, "above 0"),
                  optional("unit", Kind.TEXT, "UCUM, such as mg/mL or ug/mL; mg/mL if missing")),
              (name, body) ->
                  new SessionCommand.RecordConcentration(
                      new SessionId(name),
                      body.time("from"),
                      body.text("drug"),
                      concentration(body))),
          new Action<>(
              "dose",
              "Charts a dose that no pump gave.",
              Form.confirmed(
                  AT,
                  DRUG,
                  required("route", Kind.TEXT, "IV, IM, IN, PO, SL or SC").oneOf(ROUTES),
                  required("amount", Kind.NUMBER, "above 0, in unit"),
                  UNIT),
              (name, body) ->
                  new SessionCommand.ChartDose(
                      new SessionId(name),
                      body.time("at"),
                      body.text("drug"),
                      Route.ofCode(body.text("route")),
                      body.number("amount"),
                      unit(body))),
          new Action<>(
              "observe",
              "Charts an observation.",
              Form.confirmed(
                  AT,
                  required(
                          "kind",
                          Kind.TEXT,
                          "CADSS 0 to 92, MOAA_S 0 to 5, NAUSEA or DIZZINESS 0 to 10, or EVENT")
                      .oneOf(codes(ObservationKind.values())),
                  optional("score", Kind.NUMBER, "on the kind's scale; none for an event"),
                  optional("note", Kind.TEXT, "what happened, without names, to 500 characters")),
              (name, body) ->
                  new SessionCommand.ChartObservation(
                      new SessionId(name),
                      body.time("at"),
                      ObservationKind.ofCode(body.text("kind")),
                      body.findNumber("score"),
                      body.findText("note"))),
          new Action<>(
              "order",
              "Orders how often pressure is to be taken, from a time on.",
              Form.confirmed(
                  FROM, required("interval", Kind.DURATION, "time between readings, to a day")),
              (name, body) ->
                  new SessionCommand.OrderPressure(
                      new SessionId(name),
                      body.time("from"),
                      body.findDuration("interval").orElse(Duration.ZERO))),
          new Action<>(
              "withdraw",
              "Takes an event back that should not have been recorded.",
              Form.confirmed(
                  required("event", Kind.TEXT, "its eventId"),
                  required("reason", Kind.TEXT, "why, without names, to 500 characters")),
              (name, body) ->
                  new SessionCommand.Withdraw(
                      new SessionId(name), body.text("event"), body.text("reason"))),
          new Action<>(
              "close",
              "Closes the session, which ends its bindings.",
              Form.confirmed(AT),
              (name, body) -> new SessionCommand.Close(new SessionId(name), body.time("at"))));

  private SessionActions() {}

  private static List<String> codes(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  private static SessionCommand open(String name, Body body) {
    if (body.findText("series").isPresent() != body.findWhole("number").isPresent()) {
      throw new IllegalArgumentException("series and number go together");
    }
    if (body.findNumber("dosePerKg").isEmpty() && body.findDuration("duration").isPresent()) {
      throw new IllegalArgumentException("duration goes with dosePerKg");
    }
    Optional<PlannedDose> planned =
        body.findNumber("dosePerKg").isEmpty()
            ? Optional.empty()
            : Optional.of(
                new PlannedDose(
                    body.number("dosePerKg"), unit(body), body.findDuration("duration")));
    return new SessionCommand.Open(
        new SessionId(name),
        body.text("site"),
        body.text("subject"),
        body.findText("drug"),
        Route.ofCode(body.findText("route").orElse("IV")),
        planned,
        body.findText("series")
            .map(series -> new PlaceInSeries(new SeriesId(series), body.whole("number"))));
  }

  private static List<EligibilityFlag> flags(Body body) {
    return body.flags("flags").entrySet().stream()
        .map(flag -> new EligibilityFlag(flag.getKey(), flag.getValue()))
        .toList();
  }

  private static AmountUnit unit(Body body) {
    return AmountUnit.ofUcum(body.findText("unit").orElse("mg"));
  }

  private static Concentration concentration(Body body) {
    return Ucum.concentration(
        new Quantity(body.number("concentration"), body.findText("unit").orElse("mg/mL")));
  }
}
