package io.rivulet.runtime.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What may be filled in.
 *
 * @param fields its own, in the order in which people read them
 * @param use what it is for, which says what it has besides its own fields
 */
public record Form(List<Field> fields, Use use) {
  /** What a form is for. */
  public enum Use {
    /** It asks and changes nothing. */
    QUESTION,
    /** It changes something, once for one {@code eventId}. */
    COMMAND,
    /** The same, and may be asked back about: it takes a {@code confirmation} besides. */
    CONFIRMED_COMMAND,
    /**
     * The same, handed on to another service as it is: it takes what that service describes
     * besides.
     */
    PASSED_ON
  }

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
    Objects.requireNonNull(use, "use");
  }

  /** A form of a command that may be asked back about. */
  public static Form confirmed(Field... fields) {
    return new Form(List.of(fields), Use.CONFIRMED_COMMAND);
  }

  /** A form of a command. */
  public static Form command(Field... fields) {
    return new Form(List.of(fields), Use.COMMAND);
  }

  /** A form of a command that another service reads. */
  public static Form passedOn(Field... fields) {
    return new Form(List.of(fields), Use.PASSED_ON);
  }

  /** A form of a question. */
  public static Form question(Field... fields) {
    return new Form(List.of(fields), Use.QUESTION);
  }

  /** Whether it changes something. */
  public boolean records() {
    return use != Use.QUESTION;
  }

  /** Its own fields and those that every form of its use has. */
  public List<Field> all() {
    List<Field> all = new ArrayList<>();
    if (records()) {
      all.add(EVENT_ID);
    }
    all.addAll(fields);
    if (use == Use.CONFIRMED_COMMAND || use == Use.PASSED_ON) {
      all.add(CONFIRMATION);
    }
    return all;
  }
}
