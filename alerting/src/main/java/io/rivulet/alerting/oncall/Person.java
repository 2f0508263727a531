package io.rivulet.alerting.oncall;

import io.rivulet.alerting.notification.Recipient;
import io.rivulet.domain.alert.AlertPriority;
import java.util.List;

/**
 * Somebody who can be told. Staff, never a subject.
 *
 * @param key the name in the configuration
 * @param name as others call them, 1 to 128 characters
 * @param contacts in the order in which they are used, up to {@value #MOST_CONTACTS}; none is a
 *     finding of {@link Preflight}
 */
public record Person(String key, String name, List<ContactMethod> contacts) {
  /** The most contacts one person has. */
  public static final int MOST_CONTACTS = 16;

  private static final int LONGEST_NAME = 128;

  /** Refuses names out of bounds and too many contacts. */
  public Person {
    Names.requireKey("person", key);
    Names.requireText("the name of " + key, name, LONGEST_NAME);
    contacts = List.copyOf(contacts);
    if (contacts.size() > MOST_CONTACTS) {
      throw new IllegalArgumentException(
          key + " has " + contacts.size() + " contacts; at most " + MOST_CONTACTS);
    }
  }

  /** Where to tell them of an alert of a priority, in order. */
  public List<Reach> reach(AlertPriority priority) {
    return contacts.stream()
        .filter(contact -> contact.priorities().contains(priority))
        .map(contact -> Reach.of(contact.channel(), new Recipient(key, name, contact.address())))
        .toList();
  }
}
