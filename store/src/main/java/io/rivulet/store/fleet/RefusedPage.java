package io.rivulet.store.fleet;

import java.util.List;
import java.util.Optional;

/**
 * Refused things of a device, the latest first.
 *
 * @param messages in order of receipt
 * @param next goes on behind the last one; empty where there is nothing more
 */
public record RefusedPage(List<RefusedMessage> messages, Optional<String> next) {
  /** Copies the list. */
  public RefusedPage {
    messages = List.copyOf(messages);
  }
}
