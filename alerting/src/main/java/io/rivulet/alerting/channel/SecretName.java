package io.rivulet.alerting.channel;

import java.util.Objects;

/**
 * Where a secret is: the configuration file names it and never holds it.
 *
 * @param source the environment or a file
 * @param name of the environment variable, or the file's path
 */
public record SecretName(Source source, String name) {
  /** Where secrets may be. */
  public enum Source {
    /** A variable of the process environment. */
    ENVIRONMENT,
    /** A file; white space at its end is not part of the secret. */
    FILE
  }

  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";

  /** Refuses an empty name. */
  public SecretName {
    Objects.requireNonNull(source, "source");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a secret's name is empty");
    }
  }

  /**
   * Reads {@code env:NAME} or {@code file:/path}.
   *
   * @throws IllegalArgumentException where it is neither; the text is not repeated, as it may be
   *     the secret itself
   */
  public static SecretName parse(String text) {
    if (text.startsWith(ENVIRONMENT)) {
      return new SecretName(Source.ENVIRONMENT, text.substring(ENVIRONMENT.length()));
    }
    if (text.startsWith(FILE)) {
      return new SecretName(Source.FILE, text.substring(FILE.length()));
    }
    throw new IllegalArgumentException(
        "is no env:NAME or file:/path; secrets do not stand in this file");
  }

  @Override
  public String toString() {
    return switch (source) {
      case ENVIRONMENT -> ENVIRONMENT + name;
      case FILE -> FILE + name;
    };
  }
}
