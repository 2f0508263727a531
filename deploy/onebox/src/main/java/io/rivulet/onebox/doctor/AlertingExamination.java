package io.rivulet.onebox.doctor;

import io.rivulet.alerting.channel.AddressGuard;
import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.AlertmanagerWebhookChannel;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.EmailChannel;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.LogChannel;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.PagerDutyChannel;
import io.rivulet.alerting.channel.SecretName;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.alerting.channel.SlackChannel;
import io.rivulet.alerting.channel.WebhookChannel;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.configuration.AlertingPlanReader;
import io.rivulet.alerting.configuration.PlanFile;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at an alerting file: whether it can be used, whether its receivers' names are known and its
 * secrets are there, and who would not be reached. Sends nothing; shows no secret.
 */
final class AlertingExamination implements Channel.Cases<Optional<AlertingExamination.Where>> {
  private static final String SUBJECT = "alerting";

  private final Secrets secrets;
  private final List<Finding> findings = new ArrayList<>();

  /** A host that a channel sends to, and what it may be. */
  record Where(String host, Network network) {}

  private AlertingExamination(Secrets secrets) {
    this.secrets = secrets;
  }

  /** What is found in a file; without one, what that means. */
  static List<Finding> of(Optional<Path> file, Instant now, Map<String, String> environment) {
    if (file.isEmpty()) {
      return List.of(
          Finding.note(
              SUBJECT, "alerting.file is not set: alerts go to the log of the role, to nobody"));
    }
    AlertingExamination examination = new AlertingExamination(Secrets.of(environment));
    examination.examine(file.get(), now);
    return List.copyOf(examination.findings);
  }

  private void examine(Path file, Instant now) {
    AlertingPlan plan;
    try {
      plan = AlertingPlanReader.read(PlanFile.read(file), now);
    } catch (IOException e) {
      findings.add(Finding.fail(SUBJECT, file + " cannot be read: " + e));
      return;
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problem -> findings.add(Finding.fail(SUBJECT, file + ": " + problem)));
      return;
    }
    findings.add(
        Finding.ok(
            SUBJECT,
            file
                + ": "
                + plan.onCall().people().size()
                + " people, "
                + plan.onCall().schedules().size()
                + " schedules, "
                + plan.channels().byName().size()
                + " channels, version "
                + plan.version()));
    plan.findings(List.of(), now)
        .forEach(
            finding ->
                findings.add(Finding.note("on-call", finding.subject() + " " + finding.message())));
    new TreeMap<>(plan.channels().byName()).values().forEach(this::examine);
  }

  private void examine(Channel channel) {
    for (SecretName secret : channel.secrets()) {
      try {
        String unused = secrets.find(secret);
      } catch (IOException e) {
        findings.add(Finding.fail("channel", channel.name() + ": " + e.getMessage()));
      }
    }
    channel.match(this).ifPresent(where -> resolve(channel, where));
  }

  private void resolve(Channel channel, Where where) {
    String what = channel.name() + ": " + where.host();
    try {
      int addresses =
          AddressGuard.of(where.network().allowAddresses()).resolve(where.host()).length;
      findings.add(Finding.ok("channel", what + " is known, " + addresses + " address(es)"));
    } catch (UnknownHostException e) {
      findings.add(Finding.fail("channel", what + " cannot be sent to: " + e.getMessage()));
    } catch (RuntimeException e) {
      findings.add(Finding.fail("channel", what + " may not be sent to: " + e.getMessage()));
    }
  }

  private static Optional<Where> of(Endpoint endpoint) {
    return Optional.of(new Where(endpoint.url().getHost(), endpoint.network()));
  }

  @Override
  public Optional<Where> webhook(WebhookChannel channel) {
    return of(channel.endpoint());
  }

  @Override
  public Optional<Where> alertmanagerWebhook(AlertmanagerWebhookChannel channel) {
    return of(channel.endpoint());
  }

  @Override
  public Optional<Where> alertmanager(AlertmanagerChannel channel) {
    return of(channel.endpoint());
  }

  @Override
  public Optional<Where> pagerDuty(PagerDutyChannel channel) {
    return of(channel.endpoint());
  }

  /** Its address is a secret as a whole; only the host of it is shown. */
  @Override
  public Optional<Where> slack(SlackChannel channel) {
    try {
      return Optional.ofNullable(URI.create(secrets.find(channel.url())).getHost())
          .map(host -> new Where(host, channel.network()));
    } catch (IOException | IllegalArgumentException e) {
      // A missing secret is said already, and what is no address would be shown by saying so.
      return Optional.empty();
    }
  }

  @Override
  public Optional<Where> email(EmailChannel channel) {
    return Optional.of(new Where(channel.relay().host(), channel.relay().network()));
  }

  @Override
  public Optional<Where> log(LogChannel channel) {
    return Optional.empty();
  }
}
