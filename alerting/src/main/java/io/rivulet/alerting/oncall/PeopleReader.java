package io.rivulet.alerting.oncall;

import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.runtime.yaml.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code people} of a configuration. */
public final class PeopleReader {
  /** The most people of a configuration. */
  public static final int MOST_PEOPLE = 1_000;

  private PeopleReader() {}

  /** The people under a root, by key. */
  public static Map<String, Person> read(Section root) {
    Map<String, Person> people = new LinkedHashMap<>();
    Map<String, Section> named = root.named("people");
    if (named.size() > MOST_PEOPLE) {
      root.problem("people", "has " + named.size() + " people; at most " + MOST_PEOPLE);
      return people;
    }
    named.forEach((key, section) -> person(key, section).ifPresent(one -> people.put(key, one)));
    return people;
  }

  private static Optional<Person> person(String key, Section section) {
    String name = section.findText("name").orElse(key);
    List<ContactMethod> contacts = new ArrayList<>();
    for (Section contact : section.sections("contacts")) {
      contact(contact).ifPresent(contacts::add);
    }
    section.end();
    return section.make(() -> new Person(key, name, contacts));
  }

  private static Optional<ContactMethod> contact(Section section) {
    String channel = section.text("channel");
    String address = section.text("address");
    Set<AlertPriority> priorities = priorities(section);
    section.end();
    return channel.isEmpty() || address.isEmpty()
        ? Optional.empty()
        : section.make(() -> new ContactMethod(channel, address, priorities));
  }

  private static Set<AlertPriority> priorities(Section section) {
    if (!section.has("for")) {
      return EnumSet.allOf(AlertPriority.class);
    }
    Set<AlertPriority> priorities = EnumSet.noneOf(AlertPriority.class);
    for (String text : section.texts("for")) {
      Arrays.stream(AlertPriority.values())
          .filter(priority -> priority.code().equals(text))
          .findFirst()
          .ifPresentOrElse(
              priorities::add,
              () -> section.problem("for", "'" + text + "' is no priority; known: " + codes()));
    }
    return priorities;
  }

  private static String codes() {
    return Arrays.stream(AlertPriority.values())
        .map(AlertPriority::code)
        .collect(Collectors.joining(", "));
  }
}
