package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Wording;
import java.util.List;
import java.util.Optional;

/**
 * A way to reach somebody, as the configuration has it. Two that are equal work alike, so that a
 * new configuration leaves those it does not change alone.
 */
public sealed interface Channel
    permits WebhookChannel,
        AlertmanagerWebhookChannel,
        AlertmanagerChannel,
        PagerDutyChannel,
        SlackChannel,
        EmailChannel,
        LogChannel {
  /** The longest name. */
  int LONGEST_NAME = 100;

  /** Its name in the configuration, 1 to {@value #LONGEST_NAME} characters. */
  String name();

  /** How fast and how long it is tried. */
  Pace pace();

  /** What is done for this kind of channel. */
  <T> T match(Cases<T> cases);

  /**
   * What is done for each kind of channel.
   *
   * @param <T> what comes of it
   */
  interface Cases<T> {
    /** Any HTTP receiver. */
    T webhook(WebhookChannel channel);

    /** A receiver of Alertmanager's webhooks. */
    T alertmanagerWebhook(AlertmanagerWebhookChannel channel);

    /** An Alertmanager. */
    T alertmanager(AlertmanagerChannel channel);

    /** PagerDuty. */
    T pagerDuty(PagerDutyChannel channel);

    /** Slack. */
    T slack(SlackChannel channel);

    /** Electronic mail. */
    T email(EmailChannel channel);

    /** The log. */
    T log(LogChannel channel);
  }

  /** How it is worded. */
  Wording wording();

  /** The secrets it needs. */
  List<SecretName> secrets();

  /** Whether it reaches persons, each at an address; otherwise it has one address of its own. */
  default boolean reachesPersons() {
    return false;
  }

  /**
   * What is wrong with a person's address on this channel; empty where nothing is.
   *
   * @param address as configured for the person
   */
  default Optional<String> addressProblem(String address) {
    return reachesPersons()
        ? Optional.empty()
        : Optional.of(
            "the channel " + name() + " has one address of its own and takes none of persons");
  }
}
