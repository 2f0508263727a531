package io.rivulet.benchmarks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The same on RocksDB: keys count up, a group is one batch with a synced write-ahead log, what is
 * drained goes by range deletes.
 */
final class RocksLog implements RecordLog {
  private final Options options =
      new Options().setCreateIfMissing(true).setCompressionType(CompressionType.NO_COMPRESSION);
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions unsynced = new WriteOptions();
  private final WriteBatch batch = new WriteBatch();
  private final RocksDB database;
  private long next;

  RocksLog(Path directory) throws RocksDBException {
    RocksDB.loadLibrary();
    database = RocksDB.open(options, directory.toString());
    try (RocksIterator last = database.newIterator()) {
      last.seekToLast();
      next = last.isValid() ? ByteBuffer.wrap(last.key()).getLong() + 1 : 0;
    }
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  @Override
  public void append(byte[] record) throws RocksDBException {
    batch.put(key(next++), record);
  }

  @Override
  public void sync() throws RocksDBException {
    database.write(synced, batch);
    batch.clear();
  }

  @Override
  public long drain(int group) throws RocksDBException {
    long read = 0;
    byte[] from = key(0);
    try (RocksIterator all = database.newIterator()) {
      for (all.seekToFirst(); all.isValid(); all.next()) {
        read += all.value().length > 0 ? 1 : 0;
        if (read % group == 0) {
          byte[] to = key(ByteBuffer.wrap(all.key()).getLong() + 1);
          database.deleteRange(unsynced, from, to);
          from = to;
        }
      }
      all.status();
    }
    database.deleteRange(unsynced, from, key(next));
    return read;
  }

  @Override
  public void close() {
    database.close();
    batch.close();
    synced.close();
    unsynced.close();
    options.close();
  }
}
