package io.rivulet.alerting.delivery;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.database.SchemaMigration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One PostgreSQL server for the tests of delivery. */
public final class DeliveryServers implements BeforeAllCallback {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Running running;

  private record Running(DataDirectory directory, EmbeddedDatabase database)
      implements AutoCloseable {
    static Running start() {
      try {
        DataDirectory directory = DataDirectory.temporary();
        return new Running(
            directory,
            EmbeddedDatabase.start(
                directory.path().resolve("postgres"), 0, Durability.PROCESS_END));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
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
            .getOrComputeIfAbsent("delivery-servers", key -> Running.start(), Running.class);
  }

  /** A database that nothing else uses, with alerting's schema. */
  public HikariDataSource newDatabase() {
    String name = "delivery_" + NUMBER.incrementAndGet();
    HikariDataSource database =
        ConnectionPool.open(
            new DatabaseConfig(
                running.database().createDatabase(name), running.database().user(), "", 12),
            name);
    try {
      SchemaMigration.migrate(database, "rivulet_alerting", "classpath:db/alerting");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return database;
  }
}
