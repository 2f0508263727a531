package io.rivulet.console.access.user;

import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Problem;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and compares passwords, at most {@value #AT_ONCE} at once, because each takes 19 MiB and a
 * core; a further one waits for {@value #PATIENCE_SECONDS} s and is then refused with 503.
 */
public final class Passwords {
  private static final int AT_ONCE = 2;
  private static final int PATIENCE_SECONDS = 5;

  private final SecureRandom random = new SecureRandom();
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  /** Compared with where a user is not known, so that it takes as long. */
  private final String nobodys = PasswordHash.of("nobody's password", random);

  /** What is kept of a password. */
  public String hash(String password) {
    enter();
    try {
      return PasswordHash.of(password, random);
    } finally {
      room.release();
    }
  }

  /** Whether it is theirs. It takes as long where nobody is known. */
  public boolean match(String password, Optional<String> kept) {
    enter();
    try {
      boolean same = PasswordHash.matches(password, kept.orElse(nobodys));
      return same && kept.isPresent();
    } finally {
      room.release();
    }
  }

  private void enter() {
    try {
      if (room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RefusedException(
        new Problem(503, "busy", "Come back later", "many people sign in at this moment"),
        Map.of("Retry-After", "5"));
  }
}
