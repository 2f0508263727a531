package io.rivulet.alerting.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * A receiver that speaks HTTP.
 *
 * @param url http or https, without user, password or fragment
 * @param network how it is reached
 */
public record Endpoint(URI url, Network network) {
  /** Refuses URLs of other kinds, and addresses that are not allowed where the URL has one. */
  public Endpoint {
    Objects.requireNonNull(network, "network");
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http") || url.getHost() == null) {
      throw new IllegalArgumentException("a receiver's URL begins with https:// or http://");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the URL holds a user or password; name a secret with 'bearer' instead");
    }
    if (url.getRawFragment() != null) {
      throw new IllegalArgumentException("the URL has a fragment (#...), which is never sent");
    }
    AddressGuard.of(network.allowAddresses()).requireAllowed(url.getHost());
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException where it is none, or not taken; what stands in it is not
   *     repeated, as it may hold a secret
   */
  public static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is no URL: " + e.getReason(), e);
    }
  }

  /** Scheme, host and port: what may be shown. Paths may hold secrets. */
  @Override
  public String toString() {
    return url.getScheme()
        + "://"
        + url.getHost()
        + (url.getPort() < 0 ? "" : ":" + url.getPort())
        + "/...";
  }
}
