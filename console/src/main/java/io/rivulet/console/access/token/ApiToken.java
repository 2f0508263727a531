package io.rivulet.console.access.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token by which a program acts for somebody; the token itself is not kept.
 *
 * @param id what it is revoked by
 * @param name what it is for
 * @param owner whom it acts for
 * @param grants what it may at most, as words
 * @param created when it was made
 * @param createdBy by whom
 * @param expires until when it is good
 * @param revoked when somebody ended it before
 * @param lastUsed when it was last used, to the minute
 */
public record ApiToken(
    String id,
    String name,
    String owner,
    List<String> grants,
    Instant created,
    String createdBy,
    Instant expires,
    Optional<Instant> revoked,
    Optional<Instant> lastUsed) {
  /** Copies the grants. */
  public ApiToken {
    grants = List.copyOf(grants);
  }
}
