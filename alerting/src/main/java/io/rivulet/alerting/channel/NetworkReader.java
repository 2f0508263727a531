package io.rivulet.alerting.channel;

import io.rivulet.runtime.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a receiver is reached. */
public final class NetworkReader {
  private NetworkReader() {}

  /** The keys connectTimeout, answerTimeout, allowAddresses and ca of a section. */
  public static Optional<Network> read(Section section) {
    Duration connect =
        section.findDuration("connectTimeout").orElse(Network.DEFAULT.connectTimeout());
    Duration answer = section.findDuration("answerTimeout").orElse(Network.DEFAULT.answerTimeout());
    Optional<Path> ca = section.find("ca", Path::of);
    List<AddressRange> allowed = new ArrayList<>();
    for (String text : section.texts("allowAddresses")) {
      try {
        allowed.add(AddressRange.parse(text));
      } catch (IllegalArgumentException e) {
        section.problem("allowAddresses", String.valueOf(e.getMessage()));
      }
    }
    return section.make(() -> new Network(connect, answer, allowed, ca));
  }

  static Optional<MailRelay> relay(Section section) {
    Optional<Network> network = read(section);
    String host = section.text("host");
    MailRelay.Security security =
        section.find("security", NetworkReader::security).orElse(MailRelay.Security.STARTTLS);
    int port = section.findInteger("port", 1, 65_535).orElse(usualPort(security));
    Optional<String> user = section.findText("user");
    Optional<SecretName> password = section.find("password", SecretName::parse);
    return network
        .filter(how -> !host.isEmpty())
        .flatMap(
            how -> section.make(() -> new MailRelay(host, port, security, user, password, how)));
  }

  private static MailRelay.Security security(String text) {
    return switch (text) {
      case "tls" -> MailRelay.Security.TLS;
      case "starttls" -> MailRelay.Security.STARTTLS;
      case "none" -> MailRelay.Security.NONE;
      default ->
          throw new IllegalArgumentException("'" + text + "' is none of tls, starttls, none");
    };
  }

  private static int usualPort(MailRelay.Security security) {
    return switch (security) {
      case TLS -> 465;
      case STARTTLS -> 587;
      case NONE -> 25;
    };
  }
}
