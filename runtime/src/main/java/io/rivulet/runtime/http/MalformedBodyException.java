package io.rivulet.runtime.http;

import java.util.Optional;

/** What was sent cannot be read as what it should be. */
public final class MalformedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /** Says what is wrong, with the field, the value and what is accepted. */
  public MalformedBodyException(String message) {
    this("", message);
  }

  /** The same, naming the field for whoever shows it beside it. */
  public MalformedBodyException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The field that is wrong, where it is one, such as {@code blocks[0].sessions}. */
  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }
}
