package io.rivulet.console.access.signin;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request comes from a page of this console. Browsers say so in headers that no page can
 * change; programs other than browsers send none of them.
 */
final class SameOrigin {
  private final Optional<String> own;

  /**
   * Of a console that is reached so.
   *
   * @param url how; empty where it goes by the name it is asked under
   */
  SameOrigin(Optional<URI> url) {
    this.own = url.map(SameOrigin::origin);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority().toLowerCase(Locale.ROOT);
  }

  boolean holds(Context context) {
    return holds(
        Optional.ofNullable(context.header("Sec-Fetch-Site")),
        Optional.ofNullable(context.header("Origin")),
        Optional.ofNullable(context.header("Host")));
  }

  boolean holds(Optional<String> fetchSite, Optional<String> origin, Optional<String> host) {
    if (fetchSite.isPresent() && !fetchSite.get().equals("same-origin")) {
      return false;
    }
    if (origin.isEmpty()) {
      return true;
    }
    String from = origin.get().toLowerCase(Locale.ROOT);
    if (own.isPresent() && own.get().equals(from)) {
      return true;
    }
    // A console that is reached at its own address besides the proxy's answers to both.
    return host.isPresent()
        && (from.equals("http://" + host.get().toLowerCase(Locale.ROOT))
            || own.isEmpty() && from.equals("https://" + host.get().toLowerCase(Locale.ROOT)));
  }
}
