package io.rivulet.onebox.backtest;

import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The limits that are tried: one profile, in force from the beginning of each session to its end.
 *
 * @param id the profile's own name
 * @param json the profile as its file has it
 */
public record Candidate(String id, String json) {
  private static final String PROFILE = "backtest";

  /**
   * Reads a limits file.
   *
   * @throws IllegalArgumentException where it is missing or is no limits profile, naming file,
   *     field and value
   */
  public static Candidate read(Path file) {
    try {
      String json = Files.readString(file);
      return new Candidate(LimitsProfileJson.parse(json).id(), json);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("no such limits file: " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read limits file " + file + " as UTF-8 text: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("limits file " + file + ": " + e.getMessage(), e);
    }
  }

  /** The profile as a version that holds at any time. */
  LimitsProfileRecord profile() {
    return new LimitsProfileRecord(PROFILE, 1, Instant.EPOCH, json);
  }

  /** The event that puts it in force over a whole session. */
  SessionEventRecord assignment(String session, Instant recorded) {
    return new SessionEventRecord(
        session,
        "backtest-limits",
        recorded,
        "backtest",
        new LimitsAssigned(PROFILE, Instant.EPOCH));
  }

  /** The profile that an arrival puts in force, where it does. */
  static Optional<String> assigned(Arrival arrival) {
    return arrival.record() instanceof SessionEventRecord event
            && event.getEvent() instanceof LimitsAssigned assigned
        ? Optional.of(assigned.getProfile())
        : Optional.empty();
  }
}
