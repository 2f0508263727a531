package io.rivulet.onebox.servers;

/** This machine cannot run the container variant of a test; the message says why and what to do. */
public final class ContainersUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ContainersUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
