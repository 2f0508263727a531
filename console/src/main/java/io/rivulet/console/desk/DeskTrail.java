package io.rivulet.console.desk;

import io.rivulet.console.access.Caller;
import java.util.Map;
import java.util.Set;

/** Told what is asked of the desk through the console, before it is; the desk keeps by whom too. */
@FunctionalInterface
public interface DeskTrail {
  /** Nobody is told. */
  DeskTrail NONE = (caller, action, subject, sites, detail) -> {};

  /**
   * Something is about to be asked.
   *
   * @param action such as {@code session.weight}
   * @param subject the session; empty where the desk names it
   * @param sites where
   * @param detail the eventId of the command
   */
  void record(
      Caller caller, String action, String subject, Set<String> sites, Map<String, String> detail);
}
