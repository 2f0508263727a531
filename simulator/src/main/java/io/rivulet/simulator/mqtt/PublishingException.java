package io.rivulet.simulator.mqtt;

/** Devices cannot publish. The message names the broker and what it said. */
public final class PublishingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what could not be done and why. */
  public PublishingException(String message) {
    super(message);
  }

  /** Says what could not be done and why. */
  public PublishingException(String message, Throwable cause) {
    super(message, cause);
  }
}
