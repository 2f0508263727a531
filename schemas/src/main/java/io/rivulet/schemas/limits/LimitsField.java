package io.rivulet.schemas.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A field of a limits profile and where it stands, so that what is wrong can be named.
 *
 * @param path such as limits.systolic.high
 * @param node its value
 */
record LimitsField(String path, JsonNode node) {
  /** A field of this object; a missing one says so when it is read. */
  LimitsField at(String name) {
    return new LimitsField(path.isEmpty() ? name : path + "." + name, node.path(name));
  }

  boolean isMissing() {
    return node.isMissingNode();
  }

  /** The field, or nothing where it is missing. */
  Optional<LimitsField> find(String name) {
    LimitsField field = at(name);
    return field.isMissing() ? Optional.empty() : Optional.of(field);
  }

  /** Names of the fields of this object, in the order of the file. */
  List<String> names() {
    requireObject();
    List<String> names = new ArrayList<>();
    for (Iterator<String> all = node.fieldNames(); all.hasNext(); ) {
      names.add(all.next());
    }
    return names;
  }

  /** This object, when it has no other fields than these. */
  LimitsField of(String... known) {
    for (String name : names()) {
      if (!Set.of(known).contains(name)) {
        throw new IllegalArgumentException(
            (path.isEmpty() ? "limits profile" : path)
                + " has unknown field \""
                + name
                + "\"; known are "
                + String.join(", ", known));
      }
    }
    return this;
  }

  private void requireObject() {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          (path.isEmpty() ? "limits profile" : path)
              + (isMissing() ? " is missing" : " is not an object"));
    }
  }

  /** A finite number. */
  double number() {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(
          path + (isMissing() ? " is missing" : " is " + node + ", not a number"));
    }
    return node.doubleValue();
  }

  /** A finite number within bounds, both included. */
  double number(double low, double high) {
    double value = number();
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(path + " " + value + " is outside " + low + " to " + high);
    }
    return value;
  }

  /** A finite number, or nothing where the field is missing. */
  OptionalDouble optional() {
    return isMissing() ? OptionalDouble.empty() : OptionalDouble.of(number());
  }

  /** Makes something of the field, and names the field where that is refused. */
  <T> T make(java.util.function.Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw message.startsWith(path)
          ? e
          : new IllegalArgumentException((path.isEmpty() ? "limits" : path) + ": " + message, e);
    }
  }
}
