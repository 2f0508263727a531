package io.rivulet.ingest.device;

/**
 * Recognises samples that come again, by sequence and device time together, in 512 bytes. It keeps
 * the latest sample of each sequence modulo 128: a repeat of any of the last 128 consecutive ones
 * is found, in any order; one from further back is not. Of each it keeps 32 bits of a hash, so that
 * about one sample in four thousand million is taken for a repeat and is none.
 */
final class SeenSamples {
  static final int WINDOW = 128;

  private static final int NONE = 0;

  private final int[] marks = new int[WINDOW];

  /** Notes a sample, and answers whether the same was noted before. */
  boolean seen(long sequence, long deviceMicros) {
    int slot = (int) sequence & (WINDOW - 1);
    int mark = mark(sequence, deviceMicros);
    boolean seen = marks[slot] == mark;
    marks[slot] = mark;
    return seen;
  }

  /** The upper half of SplitMix64's finaliser over both. */
  private static int mark(long sequence, long deviceMicros) {
    long mixed = sequence * 0x9E3779B97F4A7C15L ^ deviceMicros;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    int mark = (int) ((mixed ^ (mixed >>> 31)) >>> 32);
    return mark == NONE ? 1 : mark;
  }
}
