package io.rivulet.console.access.signin;

import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.access.user.Users;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody for each role, who signs in with one click. There is no setting for it: only the demo's
 * own code asks for them, and only on a loopback address.
 */
final class DemoPeople {
  record Person(String name, String label, String role) {}

  private DemoPeople() {}

  static List<Person> all() {
    return Arrays.stream(ConsoleRole.values())
        .map(role -> new Person("demo-" + role.word(), "Demo " + lower(role), role.word()))
        .toList();
  }

  private static String lower(ConsoleRole role) {
    String label = role.label();
    return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }

  static Optional<Person> named(String name) {
    return all().stream().filter(person -> person.name().equals(name)).findFirst();
  }

  static void make(AccessDatabase database, Instant now) {
    database.transact(
        "users of the demo",
        connection -> {
          for (Person person : all()) {
            Users.addDemo(connection, person.name(), person.label(), now);
            ConsoleRole role = ConsoleRole.named(person.role()).orElseThrow();
            Users.grant(
                connection,
                person.name(),
                new Grant(role, new SiteScope.All()),
                "console",
                "demo",
                now);
          }
          return null;
        });
  }
}
