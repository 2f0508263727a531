package io.rivulet.benchmarks;

import io.rivulet.ingest.spool.FsyncPolicy;
import io.rivulet.ingest.spool.Spool;
import io.rivulet.ingest.spool.Spool.Entry;
import io.rivulet.ingest.spool.SpoolBounds;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** A log on disk that is appended to in groups, each made safe, and then drained. */
interface RecordLog extends AutoCloseable {
  void append(byte[] record) throws Exception;

  /** What was appended survives a power cut once it returns. */
  void sync() throws Exception;

  /**
   * Reads everything in order and takes it out in groups.
   *
   * @return records read
   */
  long drain(int group) throws Exception;

  @Override
  void close() throws Exception;

  /** Opens one in a directory of its own. */
  @FunctionalInterface
  interface Opening {
    /** Opens what is there, or begins one. */
    RecordLog open(Path directory) throws Exception;
  }

  /** The bridge's spool. */
  static RecordLog spool(Path directory) throws Exception {
    Spool spool =
        Spool.open(directory, SpoolBounds.DEFAULT, FsyncPolicy.ALWAYS, InstantSource.system());
    return new RecordLog() {
      @Override
      public void append(byte[] record) throws Exception {
        spool.append(record);
      }

      @Override
      public void sync() throws Exception {
        spool.sync();
      }

      @Override
      public long drain(int group) throws Exception {
        long read = 0;
        long end = 0;
        for (Optional<Entry> e = spool.read(); e.isPresent(); e = spool.read()) {
          read++;
          end = e.get().end();
          if (read % group == 0) {
            spool.trim(end);
          }
        }
        spool.trim(end);
        return read;
      }

      @Override
      public void close() throws Exception {
        spool.close();
      }
    };
  }
}
