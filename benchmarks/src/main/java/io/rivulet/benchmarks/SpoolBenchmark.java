package io.rivulet.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The spool beside RocksDB and a plain file: groups made safe, draining, opening. */
@Command(
    name = "spool",
    description = "Records/s made safe on disk in groups, drained, and opened; beside RocksDB.")
final class SpoolBenchmark implements Callable<Integer> {
  private static final int RECORD_BYTES = 300;
  private static final int[] GROUPS = {1, 32, 256};
  private static final int DRAINED_TOGETHER = 256;

  @Option(
      names = "--syncs",
      defaultValue = "500",
      description = "groups a round, 1 to 5000 (default ${DEFAULT-VALUE})")
  int syncs;

  @Option(
      names = "--open",
      defaultValue = "1000000",
      description = "records in what is opened, 1 to 3000000 (default ${DEFAULT-VALUE})")
  int openRecords;

  @Option(
      names = "--directory",
      description = "on the disk to measure (default: the temporary directory)")
  Path directory = Path.of(System.getProperty("java.io.tmpdir"));

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private record Measured(double appended, double drained) {}

  /** All of one round, one after the other, because a disk shared with others changes its pace. */
  private record Side(double forced, Measured spool, Measured rocks) {}

  @Override
  public Integer call() throws Exception {
    if (syncs < 1 || syncs > 5000 || openRecords < 1 || openRecords > 3_000_000) {
      throw new IllegalArgumentException("--syncs is 1 to 5000, --open 1 to 3000000");
    }
    List<Figure> figures = new ArrayList<>();
    for (int group : GROUPS) {
      measure(group, figures);
    }
    String opened = String.format(Locale.ROOT, ", opened with %,d records", openRecords);
    figures.add(new Figure("spool" + opened, "ms", rounds.run(number -> open(RecordLog::spool))));
    figures.add(new Figure("RocksDB" + opened, "ms", rounds.run(number -> open(RocksLog::new))));
    FigureTable.print(
        spec.commandLine().getOut(),
        "spool: %d groups a round of records of %d B, fsync for every group"
            .formatted(syncs, RECORD_BYTES),
        figures);
    return 0;
  }

  private void measure(int group, List<Figure> figures) throws Exception {
    List<Side> sides =
        rounds.run(
            number ->
                new Side(
                    force(group), round(RecordLog::spool, group), round(RocksLog::new, group)));
    String groups = ", groups of " + group;
    figures.add(rate("plain file" + groups, sides, Side::forced));
    report("spool" + groups, sides, side -> side.spool().appended(), figures);
    report("RocksDB" + groups, sides, side -> side.rocks().appended(), figures);
    if (group == DRAINED_TOGETHER) {
      report("spool, drained", sides, side -> side.spool().drained(), figures);
      report("RocksDB, drained", sides, side -> side.rocks().drained(), figures);
    }
  }

  private static Figure rate(String name, List<Side> sides, ToDoubleFunction<Side> value) {
    return new Figure(name, "records/s", sides.stream().mapToDouble(value).boxed().toList());
  }

  private static void report(
      String name, List<Side> sides, ToDoubleFunction<Side> value, List<Figure> figures) {
    Figure rate = rate(name, sides, value);
    figures.add(rate);
    figures.add(new Figure(name, "MB/s", megabytes(rate.values())));
  }

  /** The limit: the bare bytes of a group written to a file and forced. */
  private double force(int group) throws IOException {
    Path file = Files.createTempFile(directory, "plain", ".bytes");
    byte[] bytes = new byte[group * RECORD_BYTES];
    try (RandomAccessFile plain = new RandomAccessFile(file.toFile(), "rw")) {
      long startedNanos = System.nanoTime();
      for (int i = 0; i < syncs; i++) {
        plain.write(bytes);
        plain.getFD().sync();
      }
      return syncs * group * 1e9 / (System.nanoTime() - startedNanos);
    } finally {
      Files.delete(file);
    }
  }

  private static List<Double> megabytes(List<Double> records) {
    return records.stream().map(rate -> rate * RECORD_BYTES / 1e6).toList();
  }

  private Measured round(RecordLog.Opening opening, int group) throws Exception {
    Path fresh = Files.createTempDirectory(directory, "spool");
    try (RecordLog log = opening.open(fresh)) {
      int records = syncs * group;
      long startedNanos = System.nanoTime();
      append(log, records, group);
      long appendedNanos = System.nanoTime();
      long drained = log.drain(DRAINED_TOGETHER);
      long drainedNanos = System.nanoTime();
      requireAll(drained, records);
      return new Measured(
          records * 1e9 / (appendedNanos - startedNanos),
          records * 1e9 / (drainedNanos - appendedNanos));
    } finally {
      delete(fresh);
    }
  }

  private double open(RecordLog.Opening opening) throws Exception {
    Path fresh = Files.createTempDirectory(directory, "spool");
    try {
      try (RecordLog log = opening.open(fresh)) {
        append(log, openRecords, 10_000);
      }
      long startedNanos = System.nanoTime();
      try (RecordLog log = opening.open(fresh)) {
        double millis = (System.nanoTime() - startedNanos) / 1e6;
        requireAll(log.drain(DRAINED_TOGETHER), openRecords);
        return millis;
      }
    } finally {
      delete(fresh);
    }
  }

  private static void append(RecordLog log, int records, int group) throws Exception {
    byte[] record = new byte[RECORD_BYTES];
    new Random(1).nextBytes(record);
    for (int i = 1; i <= records; i++) {
      record[i % RECORD_BYTES]++;
      log.append(record);
      if (i % group == 0 || i == records) {
        log.sync();
      }
    }
  }

  private static void requireAll(long drained, long appended) {
    if (drained != appended) {
      throw new IllegalStateException(
          "%d records were appended, %d drained".formatted(appended, drained));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
