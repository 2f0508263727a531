package io.rivulet.ingest.spool;

/** What stands before the bytes of a record. */
final class RecordHeader {
  static final int BYTES = 20;

  private RecordHeader() {}
}
