package io.rivulet.sessions.form;

import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Form;

/**
 * One thing that can be asked for: the HTTP API, its description and the command line are made from
 * these.
 *
 * @param verb the last part of its path, and what it is called on the command line
 * @param summary what it does, in one sentence
 * @param form what is filled in
 * @param reader makes a command out of a filled-in form
 */
public record Action<C>(String verb, String summary, Form form, Reader<C> reader) {
  /** Makes a command. */
  @FunctionalInterface
  public interface Reader<C> {
    /**
     * A command out of what was filled in.
     *
     * @param name of the session or series
     * @throws IllegalArgumentException where a value cannot be, naming it
     */
    C read(String name, Body body);
  }

  /** The command that a filled-in form asks for. */
  public C command(String name, Body body) {
    return reader.read(name, body);
  }
}
