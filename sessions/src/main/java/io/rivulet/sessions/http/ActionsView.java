package io.rivulet.sessions.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.session.ObservationKind;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.FieldHint;
import io.rivulet.runtime.http.Json;
import io.rivulet.sessions.form.Action;
import io.rivulet.sessions.form.LimitsActions;
import io.rivulet.sessions.form.SeriesActions;
import io.rivulet.sessions.form.SessionActions;
import java.util.List;

/** What the desk says of what can be asked of it: each form with its fields, units and ranges. */
final class ActionsView {
  static final ObjectNode ALL = all();

  private ActionsView() {}

  private static ObjectNode all() {
    ObjectNode root = Json.object();
    ArrayNode session = root.putArray("session");
    add(session, SessionActions.OPEN);
    SessionActions.ALL.forEach(action -> add(session, action));
    ArrayNode series = root.putArray("series");
    add(series, SeriesActions.OPEN);
    SeriesActions.ALL.forEach(action -> add(series, action));
    add(root.putArray("limits"), LimitsActions.PUBLISH);
    ArrayNode observations = root.putArray("observations");
    for (ObservationKind kind : ObservationKind.values()) {
      ObjectNode one = observations.addObject();
      one.put("kind", kind.code());
      kind.scale()
          .ifPresent(
              scale -> {
                one.put("lowest", scale.lowest());
                one.put("highest", scale.highest());
              });
    }
    ArrayNode instruments = root.putArray("instruments");
    for (Instrument instrument : Instrument.values()) {
      ObjectNode one = instruments.addObject();
      one.put("instrument", instrument.code());
      one.put("lowest", 0);
      one.put("highest", instrument.highest());
    }
    return root;
  }

  private static void add(ArrayNode list, Action<?> action) {
    ObjectNode node = list.addObject();
    node.put("verb", action.verb());
    node.put("summary", action.summary());
    fields(node.putArray("fields"), action.form().fields());
  }

  private static void fields(ArrayNode list, List<Field> fields) {
    for (Field field : fields) {
      ObjectNode node = list.addObject();
      node.put("name", field.name());
      node.put("kind", field.kind().name());
      node.put("required", field.required());
      node.put("help", field.doc());
      hint(node, field.hint());
      if (!field.items().isEmpty()) {
        fields(node.putArray("items"), field.items());
      }
    }
  }

  private static void hint(ObjectNode node, FieldHint hint) {
    if (!hint.unit().isEmpty()) {
      node.put("unit", hint.unit());
    }
    hint.lowest().ifPresent(lowest -> node.put("lowest", lowest));
    hint.highest().ifPresent(highest -> node.put("highest", highest));
    if (!hint.choices().isEmpty()) {
      ArrayNode choices = node.putArray("choices");
      hint.choices().forEach(choices::add);
    }
  }
}
