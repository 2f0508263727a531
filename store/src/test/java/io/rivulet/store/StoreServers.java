package io.rivulet.store;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.embedded.EmbeddedKafka;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One Kafka broker and one PostgreSQL server for all integration tests of this module: the embedded
 * one, or where {@code rivulet.timescaledb.url} says, which runs all of them on TimescaleDB.
 */
public final class StoreServers implements BeforeAllCallback {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Running running;

  private record Running(DataDirectory directory, EmbeddedKafka kafka, EmbeddedDatabase database)
      implements AutoCloseable {
    static Running start() {
      try {
        DataDirectory directory = DataDirectory.temporary();
        return new Running(
            directory,
            EmbeddedKafka.start(directory.path().resolve("kafka"), 0),
            EmbeddedDatabase.start(
                directory.path().resolve("postgres"), 0, Durability.PROCESS_END));
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      kafka.close();
      database.close();
      directory.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .getOrComputeIfAbsent("store-servers", key -> Running.start(), Running.class);
  }

  /** A database and topics that nothing else uses. */
  public TestStore newStore() {
    String name = "store_" + NUMBER.incrementAndGet();
    return new TestStore(
        running.kafka().bootstrapServers(),
        newDatabase(name),
        running.database().user(),
        name + ".");
  }

  private String newDatabase(String name) {
    return TimescaleServer.named()
        .map(server -> server.newDatabase(name))
        .orElseGet(() -> running.database().createDatabase(name));
  }

  /** Where Kafka is. */
  public String kafka() {
    return running.kafka().bootstrapServers();
  }
}
