package io.rivulet.console.access;

import java.util.Map;
import java.util.Set;

/**
 * Keeps who did what, where nobody can change it afterwards. Called before a command is carried
 * out, so that what was done is never without its entry; what failed then has an entry too, which
 * says that it was asked for.
 */
@FunctionalInterface
public interface ConsoleAudit {
  /** Characters kept of an action; of a subject, a site, a key or value of the detail. */
  int TEXT_MAX = 300;

  /** Entries kept of a detail. */
  int DETAIL_MAX = 20;

  /**
   * Adds an entry. Longer texts are cut and say so by an ellipsis; never give secrets, tokens or
   * passwords.
   *
   * @param caller who
   * @param action what, as words joined by dots and dashes: {@code session.open}, {@code
   *     limits.publish}
   * @param subject what it is about, such as the session's name; empty where nothing is named
   * @param sites where; none where it is of no site
   * @param detail further facts, at most {@value #DETAIL_MAX}; no free text about people
   * @throws io.rivulet.store.read.StoreUnavailableException where it cannot be kept: then do not do
   *     it
   */
  void record(
      Caller caller, String action, String subject, Set<String> sites, Map<String, String> detail);
}
