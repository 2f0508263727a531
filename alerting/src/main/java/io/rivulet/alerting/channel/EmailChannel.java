package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Wording;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Electronic mail, through a relay.
 *
 * @param relay the server that takes it
 * @param from the sender, such as {@code Rivulet <rivulet@clinic.example>}
 * @param to fixed receivers, up to 50; none where persons are reached at their own addresses
 */
public record EmailChannel(
    String name, Pace pace, Wording wording, MailRelay relay, String from, List<String> to)
    implements Channel {
  /** Refuses missing parts and values out of range. */
  public EmailChannel {
    ChannelNames.require(name);
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(wording, "wording");
    Objects.requireNonNull(relay, "relay");
    to = List.copyOf(to);
    if (to.size() > MOST_RECEIVERS) {
      throw new IllegalArgumentException(to.size() + " receivers; at most " + MOST_RECEIVERS);
    }
    MailAddresses.require(from);
    to.forEach(MailAddresses::require);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.email(this);
  }

  @Override
  public List<SecretName> secrets() {
    return relay.password().stream().toList();
  }

  private static final int MOST_RECEIVERS = 50;

  @Override
  public boolean reachesPersons() {
    return to.isEmpty();
  }

  @Override
  public Optional<String> addressProblem(String address) {
    return reachesPersons()
        ? MailAddresses.problem(address)
        : Channel.super.addressProblem(address);
  }
}
