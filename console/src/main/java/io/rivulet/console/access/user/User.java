package io.rivulet.console.access.user;

import io.rivulet.console.access.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who may sign in.
 *
 * @param name what they sign in as
 * @param label what people read, 1 to 100 characters
 * @param source who vouches for them
 * @param disabled whether they are kept out
 * @param grants what they are, and where
 * @param created when they were made
 * @param lastSignIn when they last signed in
 */
public record User(
    String name,
    String label,
    Source source,
    boolean disabled,
    List<Grant> grants,
    Instant created,
    Optional<Instant> lastSignIn) {
  /** What a name looks like. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  private static final int MAX_LABEL = 100;

  /** Who vouches for somebody. */
  public enum Source {
    /** A password of ours. */
    LOCAL,
    /** A provider. */
    OIDC,
    /** Nobody: of the demo. */
    DEMO
  }

  /** Copies the grants. */
  public User {
    Objects.requireNonNull(source, "source");
    grants = List.copyOf(grants);
  }

  /**
   * The name, where it is one.
   *
   * @throws IllegalArgumentException saying what a name is
   */
  public static String checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name is 1 to 64 of letters, digits, '.', '_', '-', '@', beginning with a letter or digit");
    }
    return name;
  }

  /**
   * The label, where it is one.
   *
   * @throws IllegalArgumentException saying what a label is
   */
  public static String checkLabel(String label) {
    String text = label.strip();
    if (text.isEmpty() || text.length() > MAX_LABEL || text.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "a label is 1 to " + MAX_LABEL + " characters on one line, such as Ada Example");
    }
    return text;
  }
}
