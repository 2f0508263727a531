package io.rivulet.alerting.clerk;

import io.rivulet.alerting.oncall.ContactMethod;
import io.rivulet.domain.alert.AlertPriority;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Ways to reach a person, so far only that they know them again. */
final class ContactMask {
  private static final String HIDDEN = "***";
  private static final int KEPT_DIGITS = 2;

  private ContactMask() {}

  /** Such as {@code mail a***@c*** (high, medium)}. */
  static String words(ContactMethod contact) {
    String priorities =
        Arrays.stream(AlertPriority.values())
            .filter(contact.priorities()::contains)
            .map(AlertPriority::code)
            .collect(Collectors.joining(", "));
    return contact.channel() + " " + mask(contact.address()) + " (" + priorities + ")";
  }

  /** Of an e-mail address the first of each side, of anything else the last two characters. */
  static String mask(String address) {
    int at = address.indexOf('@');
    if (at > 0 && at < address.length() - 1) {
      return address.charAt(0) + HIDDEN + "@" + address.charAt(at + 1) + HIDDEN;
    }
    return address.length() <= 2 * KEPT_DIGITS
        ? HIDDEN
        : HIDDEN + address.substring(address.length() - KEPT_DIGITS);
  }
}
