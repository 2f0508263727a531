package io.rivulet.alerting.oncall;

import io.rivulet.domain.alert.AlertPriority;
import java.util.EnumSet;
import java.util.Set;

/**
 * A way to reach a person.
 *
 * @param channel the channel's name in the configuration
 * @param address where on it, such as an e-mail address or a telephone number, 1 to 256 characters
 * @param priorities of the alerts it is used for, one or more
 */
public record ContactMethod(String channel, String address, Set<AlertPriority> priorities) {
  private static final int LONGEST_ADDRESS = 256;

  /** Refuses names out of bounds and a contact that is for nothing. */
  public ContactMethod {
    Names.requireKey("channel", channel);
    Names.requireText("address", address, LONGEST_ADDRESS);
    if (priorities.isEmpty()) {
      throw new IllegalArgumentException(
          "the contact by " + channel + " is for no priority; name high, medium or low");
    }
    priorities = Set.copyOf(priorities);
  }

  /** A contact that is used whatever the priority. */
  public static ContactMethod always(String channel, String address) {
    return new ContactMethod(channel, address, EnumSet.allOf(AlertPriority.class));
  }
}
