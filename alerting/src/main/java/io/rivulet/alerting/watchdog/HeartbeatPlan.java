package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.NetworkReader;
import io.rivulet.alerting.channel.SecretName;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.runtime.yaml.Section;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom alerting tells that it works, so that somebody notices when it does not any more: a dead
 * man's switch.
 *
 * @param url a URL, or the name of a secret that holds it
 * @param method how it is called
 * @param interval how often, PT10S to PT1H
 * @param network how it is reached
 */
public record HeartbeatPlan(String url, Method method, Duration interval, Network network) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration USUAL = Duration.ofMinutes(1);

  /** How the URL is called. */
  public enum Method {
    /** Without a body. */
    GET,
    /** With a line about this instance. */
    POST
  }

  /** Refuses what is out of range, and a URL that nothing is sent to. */
  public HeartbeatPlan {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(network, "network");
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "interval " + interval + " is not " + SHORTEST + " to " + LONGEST);
    }
    if (!isSecret(url)) {
      new Endpoint(Endpoint.url(url), network);
    }
  }

  /** Reads {@code heartbeat} under a root; empty where it is not there. */
  public static Optional<HeartbeatPlan> read(Section root) {
    return root.find("heartbeat").flatMap(HeartbeatPlan::of);
  }

  private static Optional<HeartbeatPlan> of(Section section) {
    String url = section.text("url");
    Method method = section.find("method", HeartbeatPlan::method).orElse(Method.POST);
    Duration interval = section.findDuration("interval").orElse(USUAL);
    Optional<Network> network = NetworkReader.read(section);
    section.end();
    return network
        .filter(how -> !url.isEmpty())
        .flatMap(how -> section.make(() -> new HeartbeatPlan(url, method, interval, how)));
  }

  private static Method method(String text) {
    return switch (text) {
      case "GET" -> Method.GET;
      case "POST" -> Method.POST;
      default -> throw new IllegalArgumentException("'" + text + "' is neither GET nor POST");
    };
  }

  /**
   * The URL itself.
   *
   * @throws IOException where the secret is not there, or holds no URL that is taken
   */
  URI resolve(Secrets secrets) throws IOException {
    if (!isSecret(url)) {
      return Endpoint.url(url);
    }
    SecretName name = SecretName.parse(url);
    try {
      Endpoint endpoint = new Endpoint(Endpoint.url(secrets.find(name)), network);
      return endpoint.url();
    } catch (IllegalArgumentException e) {
      throw new IOException("what " + name + " holds is not taken: " + e.getMessage(), e);
    }
  }

  private static boolean isSecret(String url) {
    return url.startsWith("env:") || url.startsWith("file:");
  }

  /** Without the URL, which may be a secret in itself. */
  @Override
  public String toString() {
    return "HeartbeatPlan[" + method + " every " + interval + "]";
  }
}
