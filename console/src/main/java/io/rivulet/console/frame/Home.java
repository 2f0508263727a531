package io.rivulet.console.frame;

import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRole;
import java.util.List;

/** The page somebody starts at: that of the first of their roles which is most urgent. */
public final class Home {
  private static final List<ConsoleRole> URGENT_FIRST =
      List.of(
          ConsoleRole.CLINICIAN,
          ConsoleRole.ON_CALL,
          ConsoleRole.ENGINEER,
          ConsoleRole.RESEARCHER,
          ConsoleRole.ADMINISTRATOR);

  private Home() {}

  /** Its path; the profile for who has no role yet. */
  public static String of(Caller caller) {
    return URGENT_FIRST.stream().filter(caller::is).findFirst().map(Home::of).orElse("/profile");
  }

  private static String of(ConsoleRole role) {
    return switch (role) {
      case CLINICIAN -> "/sessions";
      case ON_CALL -> "/alerts";
      case ENGINEER -> "/fleet";
      case RESEARCHER -> "/history";
      case ADMINISTRATOR -> "/admin";
    };
  }
}
