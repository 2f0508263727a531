package io.rivulet.console.desk;

import io.rivulet.console.access.Caller;

/** Told what was done at the desk through the console, once each. */
@FunctionalInterface
public interface DeskTrail {
  /** Nobody is told: the desk keeps by whom by itself. */
  DeskTrail NONE = (caller, verb, session, site) -> {};

  /**
   * Something was recorded.
   *
   * @param verb what, such as {@code weight}
   */
  void did(Caller caller, String verb, String session, String site);
}
