package io.rivulet.alerting.routing;

import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an alert for routing. A label that an alert does not have is the empty text.
 *
 * @param values by label, none of them empty
 */
public record Labels(Map<Label, String> values) {
  /** Copies what it is given, without empty texts. */
  public Labels {
    EnumMap<Label, String> kept = new EnumMap<>(Label.class);
    values.forEach(
        (label, value) -> {
          if (!value.isEmpty()) {
            kept.put(label, value);
          }
        });
    values = Map.copyOf(kept);
  }

  /** Of a statement, and where its care unit is known, of that. */
  public static Labels of(Statement statement, Optional<String> careUnit) {
    EnumMap<Label, String> values = new EnumMap<>(Label.class);
    values.put(Label.KIND, statement.kind().code());
    values.put(Label.CATEGORY, statement.category());
    values.put(Label.PRIORITY, statement.priority().code());
    careUnit.ifPresent(value -> values.put(Label.CARE_UNIT, value));
    statement.subject().site().ifPresent(value -> values.put(Label.SITE, value));
    statement.subject().session().ifPresent(value -> values.put(Label.SESSION, value));
    statement.subject().device().ifPresent(value -> values.put(Label.DEVICE, value));
    statement.subject().drug().ifPresent(value -> values.put(Label.DRUG, value));
    statement.subject().source().ifPresent(value -> values.put(Label.SOURCE, value));
    statement.subject().component().ifPresent(value -> values.put(Label.COMPONENT, value));
    statement.subject().direction().ifPresent(value -> values.put(Label.DIRECTION, value));
    return new Labels(values);
  }

  /** The value, empty where there is none. */
  public String get(Label label) {
    return values.getOrDefault(label, "");
  }

  /** The same with another value. */
  public Labels with(Label label, String value) {
    EnumMap<Label, String> changed = new EnumMap<>(Label.class);
    changed.putAll(values);
    changed.put(label, value);
    return new Labels(changed);
  }

  /** Whether it is physiological and of high priority. */
  public boolean urgent() {
    return get(Label.KIND).equals(AlertKind.PHYSIOLOGICAL.code())
        && get(Label.PRIORITY).equals(AlertPriority.HIGH.code());
  }

  /** How soon somebody should look; low where the label is missing or is no priority. */
  public AlertPriority priority() {
    for (AlertPriority priority : AlertPriority.values()) {
      if (priority.code().equals(get(Label.PRIORITY))) {
        return priority;
      }
    }
    return AlertPriority.LOW;
  }
}
