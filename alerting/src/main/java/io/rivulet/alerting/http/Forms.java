package io.rivulet.alerting.http;

import static io.rivulet.runtime.http.Field.optional;
import static io.rivulet.runtime.http.Field.required;

import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Field.Kind;
import io.rivulet.runtime.http.Form;

/** What is filled in to ask something of the desk, over HTTP and on the command line. */
public final class Forms {
  private static final Field REASON =
      required("reason", Kind.TEXT, "why, without names, to 500 characters");

  /** Somebody says that they know. */
  public static final Form ACKNOWLEDGE =
      Form.command(optional("note", Kind.TEXT, "what others should know, to 500 characters"));

  /** Somebody notes something. */
  public static final Form NOTE =
      Form.command(
          required("note", Kind.TEXT, "what others should know, without names, to 500 characters"));

  /** Somebody asks not to be told. */
  public static final Form SILENCE =
      Form.command(
          new Field(
              "matchers",
              Kind.TEXTS,
              true,
              "conditions on labels that all have to hold, 1 to 16, such as \"site = zurich\" or \"category =~ PUMP_.*\"",
              java.util.List.of()),
          REASON,
          optional("begins", Kind.TIME, "from when; now where missing"),
          required("ends", Kind.TIME, "until when"));

  /** Something is ended before its time. */
  public static final Form END = Form.command();

  /** Somebody takes a turn. */
  public static final Form OVERRIDE =
      Form.command(
          required("schedule", Kind.TEXT, "the schedule's name in the configuration"),
          required("person", Kind.TEXT, "who takes the turn, by their name in the configuration"),
          required("from", Kind.TIME, "when it begins"),
          required("until", Kind.TIME, "when it is over"),
          REASON);

  /** Somebody tries whether somebody is reached. */
  public static final Form TEST =
      Form.command(
          optional("person", Kind.TEXT, "who is tried, by all their contacts"),
          optional("channel", Kind.TEXT, "or a channel that has an address of its own"));

  /** A dead notification is tried again. */
  public static final Form REPLAY = Form.command();

  /** A channel is used again. */
  public static final Form ENABLE = Form.command();

  /** All dead notifications of a channel are tried again. */
  public static final Form REPLAY_ALL =
      Form.command(
          required("channel", Kind.TEXT, "the channel's name in the configuration"),
          required("since", Kind.TIME, "those decided from here on"));

  /** Where would it go. */
  public static final Form EXPLAIN =
      Form.question(
          new Field(
              "labels",
              Kind.TEXTS_BY_NAME,
              true,
              "site, careUnit, kind, category, priority, drug, session, device, source, component or direction, with its value",
              java.util.List.of()),
          optional("at", Kind.TIME, "when; now where missing"));

  private Forms() {}
}
