package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.AlertmanagerWebhookChannel;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.EmailChannel;
import io.rivulet.alerting.channel.LogChannel;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.PagerDutyChannel;
import io.rivulet.alerting.channel.SlackChannel;
import io.rivulet.alerting.channel.WebhookChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.payload.HttpMessage;
import io.rivulet.alerting.payload.Payloads;
import io.rivulet.alerting.template.Renderer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the sender of each kind of channel.
 *
 * @param payloads what is sent
 * @param deadlines ends what takes too long
 * @param clock the time
 * @param threads how many are sent at once
 */
record Senders(
    Payloads payloads, ScheduledExecutorService deadlines, InstantSource clock, int threads)
    implements Channel.Cases<Sender> {
  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

  /** Makes what a receiver understands. */
  @FunctionalInterface
  private interface Composer {
    HttpMessage compose(Notification notification) throws IOException;
  }

  private record HttpSender(HttpTransport transport, Composer composer) implements Sender {
    @Override
    public Outcome send(Notification notification) {
      HttpMessage message;
      try {
        message = composer.compose(notification);
      } catch (IOException e) {
        return Outcome.failed(String.valueOf(e.getMessage()));
      }
      return transport.post(message);
    }

    @Override
    public void close() {
      transport.close();
    }
  }

  @Override
  public Sender webhook(WebhookChannel channel) {
    return http(
        channel.endpoint().network(),
        notification -> payloads.of(channel, notification, clock.instant()));
  }

  @Override
  public Sender alertmanagerWebhook(AlertmanagerWebhookChannel channel) {
    return http(channel.endpoint().network(), notification -> payloads.of(channel, notification));
  }

  @Override
  public Sender alertmanager(AlertmanagerChannel channel) {
    return http(
        channel.endpoint().network(),
        notification -> payloads.of(channel, notification, clock.instant()));
  }

  @Override
  public Sender pagerDuty(PagerDutyChannel channel) {
    return http(channel.endpoint().network(), notification -> payloads.of(channel, notification));
  }

  @Override
  public Sender slack(SlackChannel channel) {
    return http(channel.network(), notification -> payloads.of(channel, notification));
  }

  @Override
  public Sender email(EmailChannel channel) {
    return new MailSender(channel, payloads, deadlines);
  }

  @Override
  public Sender log(LogChannel channel) {
    return notification -> {
      LOG.info(
          "{} {}: {}",
          channel.name(),
          notification.id(),
          Renderer.render(channel.wording(), notification, payloads.zones(), payloads.console())
              .text());
      return new Outcome.Taken("written to the log");
    };
  }

  private Sender http(Network network, Composer composer) {
    return new HttpSender(new HttpTransport(network, threads, deadlines, clock), composer);
  }
}
