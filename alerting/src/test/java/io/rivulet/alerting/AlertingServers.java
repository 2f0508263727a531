package io.rivulet.alerting;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One PostgreSQL server, and one Kafka broker where it is asked for, for all integration tests. */
public final class AlertingServers implements BeforeAllCallback {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Running running;

  private static final class Running implements AutoCloseable {
    private final DataDirectory directory;
    private final EmbeddedDatabase database;
    private EmbeddedKafka kafka;

    Running() {
      try {
        directory = DataDirectory.temporary();
        database =
            EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.PROCESS_END);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    synchronized EmbeddedKafka kafka() {
      try {
        if (kafka == null) {
          kafka = EmbeddedKafka.start(directory.path().resolve("kafka"), 0);
        }
        return kafka;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public synchronized void close() {
      if (kafka != null) {
        kafka.close();
      }
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
            .getOrComputeIfAbsent("alerting-servers", key -> new Running(), Running.class);
  }

  /** A database that nothing else uses, with the schema. */
  public TestDatabase newDatabase() {
    String name = "alerting_" + NUMBER.incrementAndGet();
    return new TestDatabase(
        running.database.createDatabase(name),
        running.database.user(),
        running.database.password());
  }

  /** A topic that nothing else uses. */
  public AlertTopic newTopic() {
    return new AlertTopic(kafka(), "it" + NUMBER.incrementAndGet() + ".");
  }

  /** Where Kafka is. */
  public String kafka() {
    return running.kafka().bootstrapServers();
  }
}
