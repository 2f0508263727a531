package io.rivulet.console.access.signin;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/**
 * Cookies that no script reads. Where the console is reached by https they are bound to its host
 * ({@code __Host-}) and sent over https only.
 */
public final class Cookies {
  private static final int MAX_LENGTH = 4_000;

  private final boolean secure;

  /** Of a console that is reached by https, or not. */
  public Cookies(boolean secure) {
    this.secure = secure;
  }

  private String name(String plain) {
    return secure ? "__Host-" + plain : plain;
  }

  /** The value of a cookie. */
  public Optional<String> get(Context context, String plain) {
    return Optional.ofNullable(context.cookie(name(plain)))
        .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH);
  }

  /**
   * Sets a cookie.
   *
   * @param value of characters that need no quoting
   */
  public void set(Context context, String plain, String value, Duration lasts) {
    // Lax, because whoever comes back from a provider comes from another site.
    context
        .res()
        .addHeader(
            "Set-Cookie",
            name(plain)
                + "="
                + value
                + "; Path=/; Max-Age="
                + lasts.toSeconds()
                + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : ""));
  }

  /** Takes a cookie away. */
  public void clear(Context context, String plain) {
    set(context, plain, "", Duration.ZERO);
  }
}
