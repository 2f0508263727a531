package io.rivulet.runtime.config;

/** A configuration that cannot be run with. The message is for the person who wrote it. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which key, which value, and what is accepted. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** Says which key, which value, and what is accepted. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
