package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Wording;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Any HTTP receiver, signed as Standard Webhooks 1.0 has it. Where it reaches persons, such as
 * through a gateway that sends text messages, the recipient and address are in the payload.
 *
 * @param endpoint where it listens
 * @param envelope the form of its body
 * @param signing secrets to sign with, the newest first, up to 5; none leaves it unsigned
 * @param bearer a token for the Authorization header, where it wants one
 * @param reachesPersons whether persons have addresses on it
 */
public record WebhookChannel(
    String name,
    Pace pace,
    Wording wording,
    Endpoint endpoint,
    Envelope envelope,
    List<SecretName> signing,
    Optional<SecretName> bearer,
    boolean reachesPersons)
    implements Channel {
  /** Refuses missing parts and values out of range. */
  public WebhookChannel {
    ChannelNames.require(name);
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(wording, "wording");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(bearer, "bearer");
    signing = List.copyOf(signing);
    if (signing.size() > MOST_SECRETS) {
      throw new IllegalArgumentException(
          signing.size() + " signing secrets; at most " + MOST_SECRETS);
    }
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.webhook(this);
  }

  @Override
  public List<SecretName> secrets() {
    return Stream.concat(signing.stream(), bearer.stream()).toList();
  }

  /** The forms of a body. */
  public enum Envelope {
    /** An object with type, timestamp and data. */
    PLAIN,
    /** A CloudEvent as a whole in the body. */
    CLOUDEVENTS_STRUCTURED,
    /** A CloudEvent with its attributes in headers. */
    CLOUDEVENTS_BINARY
  }

  private static final int MOST_SECRETS = 5;
  private static final int LONGEST_ADDRESS = 320;

  @Override
  public Optional<String> addressProblem(String address) {
    if (!reachesPersons) {
      return Channel.super.addressProblem(address);
    }
    return address.isBlank() || address.length() > LONGEST_ADDRESS
        ? Optional.of("an address has 1 to " + LONGEST_ADDRESS + " characters")
        : Optional.empty();
  }
}
