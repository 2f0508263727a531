package io.rivulet.console.access;

import java.util.List;
import java.util.Map;

/** The page at which somebody begins. */
public final class Home {
  /** Where somebody without any role begins: with who they are. */
  public static final String OF_NOBODY = "/account";

  private static final List<ConsoleRole> ORDER =
      List.of(
          ConsoleRole.CLINICIAN,
          ConsoleRole.ON_CALL,
          ConsoleRole.ENGINEER,
          ConsoleRole.RESEARCHER,
          ConsoleRole.ADMINISTRATOR);
  private static final Map<ConsoleRole, String> PAGES =
      Map.of(
          ConsoleRole.CLINICIAN,
          "/sessions",
          ConsoleRole.ON_CALL,
          "/alerts",
          ConsoleRole.ENGINEER,
          "/fleet",
          ConsoleRole.RESEARCHER,
          "/history",
          ConsoleRole.ADMINISTRATOR,
          "/admin");

  private Home() {}

  /** Of the role that is most at the bedside. */
  public static String of(Caller caller) {
    return ORDER.stream().filter(caller::is).findFirst().map(PAGES::get).orElse(OF_NOBODY);
  }
}
