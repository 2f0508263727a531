package io.rivulet.console.access.oidc;

import io.rivulet.console.access.signin.Secrets;
import io.rivulet.console.access.signin.WayBack;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A sign-in that was begun in a browser, kept in a cookie of that browser that no script reads.
 *
 * @param state comes back by way of the browser
 * @param nonce comes back in what the provider signs
 * @param verifier proves to the provider that whoever began asks for the token
 * @param to where they wanted to go
 */
record Flow(String state, String nonce, String verifier, String to) {
  private static final int PARTS = 4;

  static Flow begin(String to) {
    return new Flow(
        Secrets.random(), Secrets.random(), Secrets.random(), WayBack.of(to).orElse("/"));
  }

  String cookie() {
    String path =
        Base64.getUrlEncoder().withoutPadding().encodeToString(to.getBytes(StandardCharsets.UTF_8));
    return String.join(".", state, nonce, verifier, path);
  }

  static Optional<Flow> read(String cookie) {
    String[] parts = cookie.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      String to = new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.UTF_8);
      return Optional.of(new Flow(parts[0], parts[1], parts[2], WayBack.of(to).orElse("/")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
