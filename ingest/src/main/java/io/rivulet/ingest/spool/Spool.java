package io.rivulet.ingest.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of records on disk that survives the death of its process. Records are appended,
 * made safe together by {@link #sync}, read in order, and trimmed once they are delivered. After a
 * restart reading begins at the first record that is not trimmed; some may come a second time, none
 * is left out, unless {@link #damage} says so.
 *
 * <p>One thread uses it. {@link #bytes}, {@link #records}, {@link #oldest}, {@link #isEmpty},
 * {@link #isFull}, {@link #capacityBytes} and {@link #damage} may be called from any. An interrupt
 * neither stops nor harms it.
 */
public final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final Duration TRIM_FORCED_EVERY = Duration.ofSeconds(1);

  private final SpoolDirectory directory;
  private final TrimFile trimFile;
  private final SpoolBounds bounds;
  private final FsyncPolicy policy;
  private final InstantSource clock;
  private final Damage damage;
  private final NavigableMap<Long, Segment> segments;
  private final Appender appender;
  private final Cursor reading;
  private final Cursor trimming;
  private Optional<Entry> head;
  private long trimmed;
  private Instant trimForcedAt;
  private boolean closed;

  private volatile long usedBytes;
  private volatile long bytes;
  private volatile long records;
  private volatile Optional<Instant> oldest = Optional.empty();

  private Spool(
      SpoolDirectory directory,
      TrimFile trimFile,
      SpoolBounds bounds,
      FsyncPolicy policy,
      InstantSource clock)
      throws IOException {
    this.directory = directory;
    this.trimFile = trimFile;
    this.bounds = bounds;
    this.policy = policy;
    this.clock = clock;
    this.trimForcedAt = clock.instant();
    this.damage = new Damage();
    Recovery.Found found = Recovery.run(directory, trimFile, damage);
    this.segments = found.segments();
    this.trimmed = found.trimmed();
    this.appender = new Appender(directory, segments, trimmed, bounds, policy, clock);
    this.reading = new Cursor(segments, trimmed, damage);
    this.trimming = new Cursor(segments, trimmed, damage);
    this.head = trimming.next();
    this.oldest = head.map(Entry::appended);
    if (head.isEmpty()) {
      trimmed = appender.end();
    }
    count();
  }

  /**
   * A record that was appended.
   *
   * @param end position to {@linkplain Spool#trim trim} to once it was delivered
   * @param appended when, to the microsecond
   * @param record its bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Entry(long end, Instant appended, byte[] record) {}

  /**
   * Opens a spool. Reads and checks all that is in it, so it takes the time to read that.
   *
   * @param directory its own, created where it is not there
   * @param bounds may differ from those it was written with; where it holds more than they allow,
   *     it is full until enough is trimmed
   * @throws IOException where another spool, in this process or another, has the directory, where
   *     it cannot be read or written, or where a later release wrote it
   */
  public static Spool open(
      Path directory, SpoolBounds bounds, FsyncPolicy policy, InstantSource clock)
      throws IOException {
    Objects.requireNonNull(bounds, "bounds");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(clock, "clock");
    SpoolDirectory locked = SpoolDirectory.lock(directory);
    TrimFile trimFile = null;
    try {
      trimFile = TrimFile.open(directory);
      return new Spool(locked, trimFile, bounds, policy, clock);
    } catch (IOException | RuntimeException e) {
      if (trimFile != null) {
        trimFile.close();
      }
      locked.close();
      throw e;
    }
  }

  /**
   * Whether a spool was kept in this directory and may hold records. Other directories, such as a
   * file system's own {@code lost+found}, are none.
   *
   * @throws IOException where it cannot be listed
   */
  public static boolean isSpool(Path directory) throws IOException {
    if (!Files.isDirectory(directory) || !Files.isReadable(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> Segment.base(file).isPresent());
    }
  }

  /**
   * Adds a record. It is safe only after {@link #sync}.
   *
   * @param record 0 to {@link SpoolBounds#maxRecordBytes} bytes
   * @throws SpoolFullException where it would take more than {@link SpoolBounds#maxBytes}
   * @throws IOException where what was collected cannot be written, as on a full disk. The record
   *     was not added; everything before it is as it was, and the next append tries again
   */
  public void append(byte[] record) throws SpoolFullException, IOException {
    requireOpen();
    if (record.length > bounds.maxRecordBytes()) {
      throw new IllegalArgumentException(
          "a record of %d bytes is above %d".formatted(record.length, bounds.maxRecordBytes()));
    }
    boolean begins = appender.begins(record.length);
    // Nothing but trimmed records: the segment goes as soon as the next one has begun.
    long kept = begins && records == 0 ? 0 : usedBytes;
    int added = RecordHeader.BYTES + record.length + (begins ? SegmentHeader.BYTES : 0);
    if (kept + added > bounds.maxBytes()) {
      throw new SpoolFullException(
          "a record of %d bytes does not fit: the spool %s holds %d of at most %d bytes"
              .formatted(record.length, directory.path(), usedBytes, bounds.maxBytes()));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    appender.append(record, now);
    if (records == 0) {
      oldest = Optional.of(now);
    }
    usedBytes += added;
    bytes += added;
    records++;
  }

  /**
   * Makes what was appended as safe as the policy asks. After it returns, everything appended may
   * be acknowledged. With an {@linkplain FsyncPolicy.Interval interval}, call it now and then also
   * when nothing is appended.
   *
   * @throws IOException where it could not; nothing is lost, and the next call tries again
   */
  public void sync() throws IOException {
    requireOpen();
    appender.sync();
    dropTrimmed();
  }

  /**
   * Takes back what {@link #sync} could not write, so that it may go another way: the last records
   * appended are as if they never were. What was written before them stays, and is safe with the
   * next sync that succeeds.
   *
   * @return how many records were taken back
   */
  public int recall() {
    requireOpen();
    int recalled = appender.recall();
    count();
    if (records == 0) {
      oldest = Optional.empty();
    }
    return recalled;
  }

  /** The next record in the order of appending; empty where all are read. */
  public Optional<Entry> read() throws IOException {
    requireOpen();
    Optional<Entry> entry = reading.next();
    if (entry.isEmpty() && appender.collectedBytes() > 0) {
      appender.writeOut();
      entry = reading.next();
    }
    return entry;
  }

  /**
   * Everything before a position has been delivered. Survives the death of the process at once, and
   * a power cut after a second, or else some records are read again.
   *
   * @param end of an entry that was read; nothing happens where it is trimmed already
   * @throws IOException where the position cannot be remembered; the records count as trimmed until
   *     the next start
   */
  public void trim(long end) throws IOException {
    requireOpen();
    long written = appender.end() - appender.collectedBytes();
    if (end > written) {
      throw new IllegalArgumentException(
          "position %d was never read: the log is written up to %d".formatted(end, written));
    }
    if (end <= trimmed) {
      return;
    }
    pass(end, written);
    if (reading.position() < trimmed) {
      reading.seek(trimmed);
    }
    try {
      remember();
      dropTrimmed();
    } catch (IOException e) {
      // A full disk may refuse even this until a segment is gone.
      dropTrimmed();
      remember();
    } finally {
      count();
    }
  }

  private void pass(long end, long written) throws IOException {
    if (head.isEmpty()) {
      head = trimming.next();
    }
    while (head.isPresent() && head.get().end() <= end) {
      trimmed = head.get().end();
      segments.floorEntry(trimmed - 1).getValue().trim(1);
      head = trimming.next();
    }
    if (head.isPresent()) {
      oldest = head.map(Entry::appended);
    } else {
      trimmed = written;
      segments.values().forEach(segment -> segment.trim(segment.records()));
      oldest = appender.firstCollected();
    }
  }

  private void remember() throws IOException {
    trimFile.write(trimmed);
    Instant now = clock.instant();
    boolean due = now.isBefore(trimForcedAt) || !now.isBefore(trimForcedAt.plus(TRIM_FORCED_EVERY));
    if (due && forces()) {
      trimFile.force();
      trimForcedAt = now;
    }
  }

  /** Best before a segment goes; but where there is no room even for this, it must go first. */
  private void forceTrim() {
    try {
      trimFile.force();
    } catch (IOException e) {
      LOG.warn("cannot force {}: after a power cut, records may be read again", trimFile.path(), e);
    }
  }

  private boolean forces() {
    return !(policy instanceof FsyncPolicy.Never);
  }

  /** Gives whole segments back to the disk, except the one that is written to. */
  private void dropTrimmed() throws IOException {
    if (segments.size() < 2 || segments.firstEntry().getValue().end() > trimmed) {
      return;
    }
    if (forces()) {
      forceTrim();
    }
    while (segments.size() > 1 && segments.firstEntry().getValue().end() <= trimmed) {
      boolean unused = Files.deleteIfExists(segments.firstEntry().getValue().path());
      segments.remove(segments.firstKey());
    }
    // An open file would keep its room on the disk.
    reading.release();
    trimming.release();
    count();
    if (forces()) {
      directory.force();
    }
  }

  private void count() {
    long onDisk = 0;
    long counted = appender.collectedRecords();
    for (Segment segment : segments.values()) {
      onDisk += segment.length();
      counted += segment.records();
    }
    long passed = segments.isEmpty() ? 0 : Math.max(0, trimmed - segments.firstKey());
    usedBytes = onDisk + appender.collectedBytes();
    bytes = usedBytes - passed;
    records = counted;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the spool " + directory.path() + " is closed");
    }
  }

  /** Reading begins again at the oldest record that is not trimmed. */
  public void rewind() {
    reading.seek(trimmed);
  }

  /** Bytes of what is not trimmed, headers included. */
  public long bytes() {
    return bytes;
  }

  /** Records not trimmed. */
  public long records() {
    return records;
  }

  /** When the oldest record not trimmed was appended; empty where there is none. */
  public Optional<Instant> oldest() {
    return oldest;
  }

  /** Whether everything is trimmed. */
  public boolean isEmpty() {
    return records == 0;
  }

  /** Whether a record of the largest size would be refused; while it is false, none is. */
  public boolean isFull() {
    return usedBytes + SegmentHeader.BYTES + RecordHeader.BYTES + bounds.maxRecordBytes()
        > bounds.maxBytes();
  }

  /** The bytes it may take of the disk. */
  public long capacityBytes() {
    return bounds.maxBytes();
  }

  /**
   * What was cut at the end or skipped as damaged, since it was opened and by opening it, in words.
   */
  public Optional<String> damage() {
    return damage.words();
  }

  /** Writes out and forces what was appended, whatever the policy, and gives the directory back. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (directory;
        trimFile;
        reading;
        trimming;
        appender) {
      trimFile.force();
    }
  }
}
