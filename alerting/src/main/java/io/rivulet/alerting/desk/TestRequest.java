package io.rivulet.alerting.desk;

import java.util.Objects;

/** Whom or what a test notification goes to. */
public sealed interface TestRequest {
  /** A person, by all contacts. */
  record ToPerson(String person) implements TestRequest {
    /** Refuses a missing key. */
    public ToPerson {
      Objects.requireNonNull(person, "person");
    }
  }

  /** A channel that has an address of its own. */
  record ToChannel(String channel) implements TestRequest {
    /** Refuses a missing key. */
    public ToChannel {
      Objects.requireNonNull(channel, "channel");
    }
  }
}
