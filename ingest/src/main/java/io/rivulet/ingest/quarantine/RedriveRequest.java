package io.rivulet.ingest.quarantine;

import java.util.List;
import java.util.Objects;

/**
 * What is to be redriven, and how.
 *
 * @param ids beginnings of ids, each of exactly one thing; none for all that the filter matches
 * @param filter which deliveries count
 * @param limit at most so many, the newest
 * @param correction what is put in place of what was received; for a single id only
 * @param again whether to take what was redriven before
 * @param dryRun whether only to say what would become of each
 * @param by who does it
 */
public record RedriveRequest(
    List<String> ids,
    QuarantineFilter filter,
    int limit,
    Correction correction,
    boolean again,
    boolean dryRun,
    String by) {
  /** The longest name of whoever does it. */
  public static final int MAX_BY_CHARACTERS = 64;

  /** Refuses a correction that would go to several, and a name that cannot be recorded. */
  public RedriveRequest {
    ids = List.copyOf(ids);
    Objects.requireNonNull(filter, "filter");
    if (correction.isAny() && ids.size() != 1) {
      throw new IllegalArgumentException(
          "a corrected payload or topic is for one message: give exactly one id");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is less than 1");
    }
    if (by.isBlank() || by.length() > MAX_BY_CHARACTERS || !Printable.isPrintable(by)) {
      throw new IllegalArgumentException(
          "who redrives is recorded: give 1 to %d printable characters, not \"%s\""
              .formatted(MAX_BY_CHARACTERS, Printable.of(by)));
    }
  }
}
