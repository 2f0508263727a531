package io.rivulet.ingest.quarantine;

/**
 * Where a record stands in the quarantine topic.
 *
 * @param partition the partition
 * @param offset the offset in it
 */
public record Position(int partition, long offset) {
  @Override
  public String toString() {
    return "partition " + partition + ", offset " + offset;
  }
}
