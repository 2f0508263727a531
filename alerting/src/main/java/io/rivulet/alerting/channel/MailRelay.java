package io.rivulet.alerting.channel;

import java.util.Objects;
import java.util.Optional;

/**
 * A server that takes mail by SMTP.
 *
 * @param host its name or address
 * @param port where it listens, 1 to 65,535
 * @param security whether and when the connection is encrypted
 * @param user whom to log in as, where it asks
 * @param password with which; with the user or not at all
 * @param network how it is reached
 */
public record MailRelay(
    String host,
    int port,
    Security security,
    Optional<String> user,
    Optional<SecretName> password,
    Network network) {
  /** Whether and when a connection is encrypted. */
  public enum Security {
    /** From its beginning; port 465. */
    TLS,
    /** After STARTTLS, which the server must offer; port 587. */
    STARTTLS,
    /** Never; port 25. For relays on the same machine. */
    NONE
  }

  private static final int MOST_PORT = 65_535;

  /** Refuses halves of a login, and a login that would be read by everybody on the way. */
  public MailRelay {
    Objects.requireNonNull(security, "security");
    Objects.requireNonNull(network, "network");
    if (host.isBlank() || host.length() > 253) {
      throw new IllegalArgumentException("a relay's host has 1 to 253 characters");
    }
    if (port < 1 || port > MOST_PORT) {
      throw new IllegalArgumentException("the port " + port + " is not 1 to " + MOST_PORT);
    }
    if (user.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException("user and password go together");
    }
    if (user.isPresent() && security == Security.NONE) {
      throw new IllegalArgumentException("a login needs security: tls or starttls");
    }
    AddressGuard.of(network.allowAddresses()).requireAllowed(host);
  }
}
