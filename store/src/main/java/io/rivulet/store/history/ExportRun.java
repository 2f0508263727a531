package io.rivulet.store.history;

import io.rivulet.store.export.Provenance;
import io.rivulet.store.export.RowBatch;
import io.rivulet.store.export.RowSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes rows of many sessions into a folder, part by part, in bounded memory. A part appears under
 * its name when it is whole. A run that was ended goes on where it stopped when it is started
 * again: with the sessions of its beginning, and rows as they are when their part is written.
 */
public final class ExportRun {
  private static final int MOST_SESSIONS = 1_000_000;
  private static final int BUFFER_BYTES = 256 * 1024;

  private final HistoryAccess access;
  private final Duration limit;
  private final InstantSource clock;

  /**
   * Exports through an access.
   *
   * @param limit for the rows of one session
   */
  public ExportRun(HistoryAccess access, Duration limit, InstantSource clock) {
    this.access = access;
    this.limit = limit;
    this.clock = clock;
  }

  /** Hears how far it is. */
  public interface Progress {
    /**
     * Some rows were written, or a session is done.
     *
     * @param rows written or found written so far
     * @param sessionsDone of how many
     * @param sessions all of them
     */
    void at(long rows, int sessionsDone, int sessions);
  }

  /**
   * What was exported.
   *
   * @param sessions how many
   * @param parts files
   * @param rows in all of them
   * @param found parts that were there already
   */
  public record Result(int sessions, int parts, long rows, int found) {}

  /**
   * Exports, or goes on with what was begun.
   *
   * @throws IllegalArgumentException where the folder holds another export
   * @throws IOException where the folder cannot be written
   */
  public Result run(SessionExport export, Path folder, Progress progress) throws IOException {
    ExportManifest manifest = ExportManifest.open(folder, export, () -> sessions(export));
    List<String> sessions = manifest.sessions();
    int parts = 0;
    int found = 0;
    long rows = 0;
    for (int from = 0; from < sessions.size(); from += export.sessionsPerPart()) {
      int to = Math.min(from + export.sessionsPerPart(), sessions.size());
      String name = "part-%05d.%s".formatted(++parts, export.format().extension());
      OptionalLong whole = manifest.whole(name);
      if (whole.isPresent()) {
        rows += whole.getAsLong();
        found++;
        progress.at(rows, to, sessions.size());
      } else {
        Told told = new Told(progress, rows, from, sessions.size());
        long written = write(export, sessions.subList(from, to), folder.resolve(name), told);
        manifest.add(name, to - from, written);
        rows += written;
      }
    }
    manifest.complete(parts, rows);
    return new Result(sessions.size(), parts, rows, found);
  }

  private List<String> sessions(SessionExport export) throws IOException {
    try (HistoryReading reading = HistoryReading.open(access, limit)) {
      List<String> names =
          HistoryAnswers.names(reading, new SessionQuery(export.filter()), MOST_SESSIONS + 1);
      if (names.size() > MOST_SESSIONS) {
        throw new IllegalArgumentException(
            "more than " + MOST_SESSIONS + " sessions: export them by stretches of time");
      }
      return names;
    }
  }

  private long write(SessionExport export, List<String> sessions, Path file, Told told)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    long rows = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER_BYTES);
        HistoryReading reading = HistoryReading.open(access, limit)) {
      RowSink sink =
          export
              .format()
              .open(
                  export.rows().shape(),
                  new Provenance(export.words(), access.schema(), clock.instant()),
                  out);
      Open open = new Open(sink, told);
      for (String session : sessions) {
        rows += HistoryAnswers.write(reading, export.rows().of(session), Page.WHOLE, open);
        told.done();
      }
      sink.finish(Optional.empty());
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return rows;
  }

  /** A sink that stays open from one session to the next. */
  private record Open(RowSink sink, Told told) implements RowSink {
    @Override
    public void write(RowBatch batch) throws IOException {
      sink.write(batch);
      told.rows(batch.rows());
    }

    @Override
    public void finish(Optional<String> next) {}
  }

  /** Keeps count for whoever listens. */
  private static final class Told {
    private final Progress progress;
    private final int all;
    private long rows;
    private int done;

    Told(Progress progress, long rows, int done, int all) {
      this.progress = progress;
      this.rows = rows;
      this.done = done;
      this.all = all;
    }

    void rows(int more) {
      rows += more;
      progress.at(rows, done, all);
    }

    void done() {
      done++;
      progress.at(rows, done, all);
    }
  }
}
