package io.rivulet.store.landing;

import static io.rivulet.store.TestRecords.pump;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.runtime.kafka.OffsetReader;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.testkit.Requirement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The connection is gone while COMMIT is under way: nobody knows whether it went through. */
class LostCommitIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final int SAMPLES = 2_000;
  private static final int BATCH = 100;
  private static final int MOST_LOST = 6;

  private final Random random = new Random(20_261_121);
  private final AtomicInteger wentThrough = new AtomicInteger();
  private final AtomicInteger undone = new AtomicInteger();

  @Test
  @Requirement("STORE-042")
  void aCommitWhoseAnswerIsLostNeitherLosesNorDoubles() throws Exception {
    try (TestStore store = SERVERS.newStore()) {
      for (int n = 0; n < SAMPLES; n++) {
        store.send(Topic.PUMP_SAMPLES, "pump-" + n % 20, pump("pump-" + n % 20, n));
      }
      store.flush();
      SinkConfig stored = store.config();
      SinkConfig config =
          new SinkConfig(
              stored.database(),
              stored.kafka(),
              stored.topicPrefix(),
              stored.groupId(),
              stored.registryUrl(),
              stored.storage(),
              BATCH);
      MeterRegistry registry = new SimpleMeterRegistry();
      LandingTaker taker =
          new LandingTaker(
              new Preparation(config.database(), config.storage()),
              new BatchTransaction(
                  losing(store.database()),
                  config.topicPrefix(),
                  new SerdeFactory(Optional.empty()),
                  InstantSource.system()),
              new SinkMetrics(registry));
      OffsetReader reader = Sink.reader(config, taker, registry);
      Thread thread = new Thread(reader, "lost-commit");
      thread.start();
      try {
        store.awaitLanded(Topic.PUMP_SAMPLES, SAMPLES);
      } finally {
        reader.close();
        thread.join();
      }

      assertThat(wentThrough).as("commits that went through, unanswered").hasPositiveValue();
      assertThat(undone).as("commits that did not, unanswered").hasPositiveValue();
      assertThat(store.number("SELECT count(*) FROM rivulet.pump_sample")).isEqualTo(SAMPLES);
      assertThat(store.number("SELECT sum(record_count) FROM rivulet.landed_topic"))
          .isEqualTo(SAMPLES);
      assertThat(store.number("SELECT sum(repeat_count) FROM rivulet.landed_topic")).isZero();
    }
  }

  private DataSource losing(DataSource database) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object answer = call(database, method, arguments);
          return answer instanceof Connection connection ? losing(connection) : answer;
        });
  }

  private Connection losing(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("commit") && wentThrough.get() + undone.get() < MOST_LOST) {
            return loseSome(connection);
          }
          return call(connection, method, arguments);
        });
  }

  private Object loseSome(Connection connection) throws SQLException {
    switch (random.nextInt(4)) {
      case 0 -> {
        connection.commit();
        wentThrough.incrementAndGet();
        throw new SQLException("the connection is gone after COMMIT", "08006");
      }
      case 1 -> {
        undone.incrementAndGet();
        throw new SQLException("the connection is gone before COMMIT", "08006");
      }
      default -> connection.commit();
    }
    return null;
  }

  private interface Answer {
    Object to(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            LostCommitIT.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method, arguments)));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
