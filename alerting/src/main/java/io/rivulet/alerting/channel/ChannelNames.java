package io.rivulet.alerting.channel;

import java.util.regex.Pattern;

/** What channels may be called: a name stands in tables, metrics and thread names. */
final class ChannelNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private ChannelNames() {}

  static void require(String name) {
    if (name.length() > Channel.LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the channel's name '%s' is not 1 to %d letters, digits, dots, dashes and underscores, a letter or digit first"
              .formatted(
                  name.length() > Channel.LONGEST_NAME
                      ? name.substring(0, Channel.LONGEST_NAME)
                      : name,
                  Channel.LONGEST_NAME));
    }
  }
}
