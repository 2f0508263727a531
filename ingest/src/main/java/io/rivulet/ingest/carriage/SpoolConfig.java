package io.rivulet.ingest.carriage;

import io.rivulet.ingest.spool.FsyncPolicy;
import io.rivulet.ingest.spool.SpoolBounds;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where messages wait while Kafka is away.
 *
 * @param directory a directory of this bridge's own; each connection has a folder in it
 * @param bounds how much it may hold, for each connection
 * @param fsync when what was written is forced to the disk
 */
public record SpoolConfig(Path directory, SpoolBounds bounds, FsyncPolicy fsync) {
  /** Refuses a missing part. */
  public SpoolConfig {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(bounds, "bounds");
    Objects.requireNonNull(fsync, "fsync");
  }
}
