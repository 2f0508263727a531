package io.rivulet.sessions.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be filled in. Every form has an {@code eventId} and a {@code confirmation} besides its
 * own fields.
 *
 * @param fields in the order in which people read them
 */
public record Form(List<Field> fields) {
  /** The id that makes a command that is sent twice one event. */
  public static final Field EVENT_ID =
      Field.required(
          "eventId",
          Field.Kind.TEXT,
          "chosen by the client, unique, 1 to 64 of letters, digits, '.', '_', '-': sent twice it is one event");

  /** The answer to a question. */
  public static final Field CONFIRMATION =
      Field.optional(
          "confirmation",
          Field.Kind.TEXT,
          "the token of a 428 answer, where what it asks is meant as it is");

  /** Copies the list. */
  public Form {
    fields = List.copyOf(fields);
  }

  static Form of(Field... fields) {
    return new Form(List.of(fields));
  }

  /** Its own fields and those that every form has. */
  public List<Field> all() {
    List<Field> all = new ArrayList<>();
    all.add(EVENT_ID);
    all.addAll(fields);
    all.add(CONFIRMATION);
    return all;
  }

  Optional<Field> field(String name) {
    return all().stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
