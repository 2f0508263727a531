package io.rivulet.ingest.spool;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;

/** A process that appends numbers until it is killed, and states after each sync what is safe. */
final class NumberedAppends {
  private NumberedAppends() {}

  static byte[] record(long number) {
    return ByteBuffer.allocate(300).putLong(number).array();
  }

  static long number(byte[] record) {
    return ByteBuffer.wrap(record).getLong();
  }

  /**
   * Runs until it is killed. Trims now and then what it reads, so that a kill hits that too.
   *
   * @param arguments directory, first number, fsync policy
   */
  public static void main(String[] arguments) throws Exception {
    long number = Long.parseLong(arguments[1]);
    SpoolBounds bounds = new SpoolBounds(8 << 20, 64 << 10, 1000);
    FsyncPolicy policy = FsyncPolicy.parse(arguments[2]);
    try (Spool spool = Spool.open(Path.of(arguments[0]), bounds, policy, InstantSource.system())) {
      for (int group = 0; ; group++) {
        for (int i = 0; i <= group % 50; i++) {
          spool.append(record(number++));
        }
        spool.sync();
        System.out.println("safe " + (number - 1));
        if (group % 10 == 9) {
          Spool.Entry last = null;
          for (int i = 0; i < 200; i++) {
            last = spool.read().orElse(last);
          }
          if (last != null) {
            // Said before it is done: what is trimmed must not be missed afterwards.
            System.out.println("delivered " + number(last.record()));
            spool.trim(last.end());
          }
        }
      }
    }
  }
}
