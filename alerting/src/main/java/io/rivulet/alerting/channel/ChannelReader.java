package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.DefaultWording;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.alerting.template.Wording;
import io.rivulet.runtime.yaml.Section;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code channels} and {@code zones} of a configuration file. */
public final class ChannelReader {
  private static final String TYPES =
      "webhook, alertmanager-webhook, alertmanager, pagerduty, slack, email, log";
  private static final Duration RESEND_EVERY = Duration.ofMinutes(1);

  private ChannelReader() {}

  /** Reads both from the root of the file; what is wrong becomes a problem there. */
  public static Channels read(Section root) {
    Map<String, Channel> channels = new HashMap<>();
    root.named("channels")
        .forEach(
            (name, section) -> {
              channel(name, section).ifPresent(channel -> channels.put(name, channel));
              section.end();
            });
    SiteZones zones = SiteZones.read(root);
    return root.make(() -> new Channels(channels, zones))
        .orElseGet(() -> new Channels(Map.of(), zones));
  }

  private static Optional<Channel> channel(String name, Section section) {
    String type = section.text("type");
    Pace pace = pace(section);
    return switch (type) {
      case "webhook" -> webhook(name, pace, section);
      case "alertmanager-webhook" -> alertmanagerWebhook(name, pace, section);
      case "alertmanager" -> alertmanager(name, pace, section);
      case "pagerduty" -> pagerDuty(name, pace, section);
      case "slack" -> slack(name, pace, section);
      case "email" -> email(name, pace, section);
      case "log" -> log(name, pace, section);
      case "" -> Optional.empty();
      default -> {
        section.problem("type", "'" + type + "' is none of " + TYPES);
        yield Optional.empty();
      }
    };
  }

  private static Optional<Channel> webhook(String name, Pace pace, Section section) {
    Wording wording = WordingReader.read(section, DefaultWording.PLAIN);
    Optional<Endpoint> endpoint = endpoint(section, Optional.empty());
    WebhookChannel.Envelope envelope =
        section.find("form", ChannelReader::envelope).orElse(WebhookChannel.Envelope.PLAIN);
    List<SecretName> signing = new ArrayList<>();
    for (String text : section.texts("secrets")) {
      try {
        signing.add(SecretName.parse(text));
      } catch (IllegalArgumentException e) {
        section.problem("secrets", String.valueOf(e.getMessage()));
      }
    }
    Optional<SecretName> bearer = bearer(section);
    boolean persons = section.findFlag("persons").orElse(false);
    return endpoint.flatMap(
        where ->
            section.make(
                () ->
                    new WebhookChannel(
                        name, pace, wording, where, envelope, signing, bearer, persons)));
  }

  private static Optional<Channel> alertmanagerWebhook(String name, Pace pace, Section section) {
    Wording wording = WordingReader.read(section, DefaultWording.PLAIN);
    Optional<SecretName> bearer = bearer(section);
    return endpoint(section, Optional.empty())
        .flatMap(
            where ->
                section.make(
                    () -> new AlertmanagerWebhookChannel(name, pace, wording, where, bearer)));
  }

  private static Optional<Channel> alertmanager(String name, Pace pace, Section section) {
    Wording wording = WordingReader.read(section, DefaultWording.PLAIN);
    Optional<SecretName> bearer = bearer(section);
    Duration resend = section.findDuration("resendEvery").orElse(RESEND_EVERY);
    return endpoint(section, Optional.empty())
        .flatMap(
            where ->
                section.make(
                    () -> new AlertmanagerChannel(name, pace, wording, where, bearer, resend)));
  }

  private static Optional<Channel> pagerDuty(String name, Pace pace, Section section) {
    Wording wording = WordingReader.read(section, DefaultWording.PLAIN);
    Optional<SecretName> key = secret(section, "routingKey");
    return endpoint(section, Optional.of(PagerDutyChannel.URL))
        .flatMap(
            where ->
                key.flatMap(
                    secret ->
                        section.make(
                            () -> new PagerDutyChannel(name, pace, wording, where, secret))));
  }

  private static Optional<Channel> slack(String name, Pace pace, Section section) {
    Wording wording = WordingReader.read(section, DefaultWording.CHAT);
    Optional<SecretName> url = secret(section, "url");
    Optional<Network> network = NetworkReader.read(section);
    return url.flatMap(
        secret ->
            network.flatMap(
                how -> section.make(() -> new SlackChannel(name, pace, wording, secret, how))));
  }

  private static Optional<Channel> email(String name, Pace pace, Section section) {
    Wording wording = WordingReader.read(section, DefaultWording.MAIL);
    Optional<MailRelay> relay = NetworkReader.relay(section);
    String from = section.text("from");
    List<String> to = section.texts("to");
    return relay
        .filter(found -> !from.isEmpty())
        .flatMap(
            found -> section.make(() -> new EmailChannel(name, pace, wording, found, from, to)));
  }

  private static Optional<Channel> log(String name, Pace pace, Section section) {
    Wording wording = WordingReader.read(section, DefaultWording.PLAIN);
    return section.make(() -> new LogChannel(name, pace, wording));
  }

  private static Pace pace(Section section) {
    int threads = section.findInteger("threads", 1, 32).orElse(Pace.DEFAULT.threads());
    Optional<Section> rate = section.find("rate");
    int perMinute =
        rate.flatMap(one -> one.findInteger("perMinute", 1, 6_000))
            .orElse(Pace.DEFAULT.perMinute());
    int burst =
        rate.flatMap(one -> one.findInteger("burst", 1, 1_000)).orElse(Pace.DEFAULT.burst());
    rate.ifPresent(Section::end);
    Optional<Section> retry = section.find("retry");
    Duration retryFor =
        retry.flatMap(one -> one.findDuration("for")).orElse(Pace.DEFAULT.retryFor());
    retry.ifPresent(Section::end);
    return section.make(() -> new Pace(threads, perMinute, burst, retryFor)).orElse(Pace.DEFAULT);
  }

  private static Optional<Endpoint> endpoint(Section section, Optional<String> otherwise) {
    Optional<Network> network = NetworkReader.read(section);
    if (!section.has("url") && otherwise.isEmpty()) {
      section.problem("url", "is missing");
    }
    Optional<URI> url = section.find("url", Endpoint::url).or(() -> otherwise.map(Endpoint::url));
    return url.flatMap(
        where -> network.flatMap(how -> section.make(() -> new Endpoint(where, how))));
  }

  private static Optional<SecretName> bearer(Section section) {
    return section.find("bearer", SecretName::parse);
  }

  private static Optional<SecretName> secret(Section section, String key) {
    if (!section.has(key)) {
      section.problem(key, "is missing: env:NAME or file:/path");
    }
    return section.find(key, SecretName::parse);
  }

  private static WebhookChannel.Envelope envelope(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "standard" -> WebhookChannel.Envelope.PLAIN;
      case "cloudevents-structured" -> WebhookChannel.Envelope.CLOUDEVENTS_STRUCTURED;
      case "cloudevents-binary" -> WebhookChannel.Envelope.CLOUDEVENTS_BINARY;
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is none of standard, cloudevents-structured, cloudevents-binary");
    };
  }
}
