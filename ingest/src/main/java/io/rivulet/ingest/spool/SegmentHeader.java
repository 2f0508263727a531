package io.rivulet.ingest.spool;

/** The first bytes of a segment. */
final class SegmentHeader {
  static final int BYTES = 20;

  private SegmentHeader() {}
}
