package io.rivulet.console.access.signin;

import io.rivulet.console.access.AccessDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * Whether this is a demo, in which everybody is let in with one click as whatever they like. Code
 * says so, never a setting; and only a console that nobody else reaches can be one.
 */
public final class Demo {
  /** It is none. */
  public static final Demo OFF = new Demo(false);

  private final boolean on;

  private Demo(boolean on) {
    this.on = on;
  }

  /**
   * It is one.
   *
   * @param host what the console listens on
   * @throws IllegalArgumentException where that is not a loopback address
   */
  public static Demo onLoopback(String host) {
    try {
      if (!host.isBlank() && InetAddress.getByName(host).isLoopbackAddress()) {
        return new Demo(true);
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("a demo does not listen on " + host, e);
    }
    throw new IllegalArgumentException(
        "a demo does not listen on " + host + ": whoever reaches it is let in as anything");
  }

  /** Whether it is one. */
  public boolean on() {
    return on;
  }

  /** Makes somebody for each role, where it is one. */
  public void makePeople(AccessDatabase database, Instant now) {
    if (on) {
      DemoPeople.make(database, now);
    }
  }
}
