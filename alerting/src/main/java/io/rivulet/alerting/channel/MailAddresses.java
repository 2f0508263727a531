package io.rivulet.alerting.channel;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/** Judges addresses of electronic mail. */
final class MailAddresses {
  private static final int LONGEST = 320;

  private MailAddresses() {}

  static void require(String address) {
    problem(address)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  static Optional<String> problem(String address) {
    if (address.length() > LONGEST || address.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("a mail address has up to " + LONGEST + " printable characters");
    }
    try {
      InternetAddress[] parsed = InternetAddress.parse(address, true);
      if (parsed.length != 1 || parsed[0].getAddress().indexOf('@') < 1) {
        return Optional.of("'" + address + "' is not one mail address such as name@clinic.example");
      }
      parsed[0].validate();
      return Optional.empty();
    } catch (AddressException e) {
      return Optional.of("'" + address + "' is no mail address: " + e.getMessage());
    }
  }
}
