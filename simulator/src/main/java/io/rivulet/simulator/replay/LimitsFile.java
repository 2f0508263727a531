package io.rivulet.simulator.replay;

import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.simulator.trace.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/** Reads the limits profile a replay is judged by, before anything is started. */
final class LimitsFile {
  private static final int ID_LENGTH_MAX = 64;

  private LimitsFile() {}

  /**
   * The file's JSON as the first version of a profile of its own, so that no other session is
   * judged by it.
   *
   * @throws ReplayException where the file is missing or is no limits profile
   */
  static LimitsProfileRecord read(Path path, RunId run, Instant from) {
    String json = text(path);
    try {
      String id = LimitsProfileJson.parse(json).id();
      return LimitsProfileRecord.newBuilder()
          .setProfile(name(id) + "-" + run)
          .setVersion(1)
          .setFrom(from)
          .setJson(json)
          .build();
    } catch (IllegalArgumentException e) {
      throw new ReplayException("limits file " + path + ": " + e.getMessage(), e);
    }
  }

  /** The profile's own name as far as it may stand in a key. */
  private static String name(String id) {
    String name = id.replaceAll("[^A-Za-z0-9._-]", "-");
    return name.substring(0, Math.min(ID_LENGTH_MAX, name.length()));
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new ReplayException("no such limits file: " + path, e);
    } catch (IOException e) {
      throw new ReplayException("cannot read limits file " + path + " as UTF-8 text: " + e, e);
    }
  }
}
