package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.AlertmanagerWebhookChannel;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.EmailChannel;
import io.rivulet.alerting.channel.LogChannel;
import io.rivulet.alerting.channel.PagerDutyChannel;
import io.rivulet.alerting.channel.SlackChannel;
import io.rivulet.alerting.channel.WebhookChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one configuration of a channel from another, the same way in every process. */
final class ChannelFingerprint implements Channel.Cases<String> {
  private ChannelFingerprint() {}

  static String of(Channel channel) {
    String where = channel.match(new ChannelFingerprint());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((where + "\n" + channel).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  @Override
  public String webhook(WebhookChannel channel) {
    return channel.endpoint().url().toString();
  }

  @Override
  public String alertmanagerWebhook(AlertmanagerWebhookChannel channel) {
    return channel.endpoint().url().toString();
  }

  @Override
  public String alertmanager(AlertmanagerChannel channel) {
    return channel.endpoint().url().toString();
  }

  @Override
  public String pagerDuty(PagerDutyChannel channel) {
    return channel.endpoint().url().toString();
  }

  @Override
  public String slack(SlackChannel channel) {
    return "";
  }

  @Override
  public String email(EmailChannel channel) {
    return "";
  }

  @Override
  public String log(LogChannel channel) {
    return "";
  }
}
