package io.rivulet.alerting;

import io.rivulet.alerting.ledger.Schema;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.schemas.topic.TopicProvisioner;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until database and Kafka are there, and starts the engine then. */
final class Opening implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final long AGAIN_MILLIS = 500;
  private static final long CLOSE_SECONDS = 60;
  private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

  private final EngineParts parts;
  private final Thread thread = new Thread(this::run, "rivulet-alerting-opening");
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Readiness health = new Readiness(false, "starting");
  private volatile Engine engine;

  private Opening(EngineParts parts) {
    this.parts = parts;
  }

  static Opening start(EngineParts parts) {
    Opening opening = new Opening(parts);
    opening.thread.start();
    return opening;
  }

  private void run() {
    try {
      do {
        tryOnce();
      } while (engine == null && !closing.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryOnce() {
    String what = "the database is not ready";
    try {
      Schema.migrate(parts.config().database());
      what = "Kafka is not ready";
      provision();
      what = "alerting cannot begin";
      engine = Engine.start(parts);
    } catch (Exception e) {
      Readiness now = new Readiness(false, what + ": " + e.getMessage());
      if (!now.equals(health)) {
        LOG.warn("{}; trying again: {}", what, e.toString());
      }
      health = now;
    }
  }

  private void provision() {
    Map<String, Object> properties = new HashMap<>(parts.config().kafka());
    properties.put("default.api.timeout.ms", ADMIN_TIMEOUT_MILLIS);
    properties.put("request.timeout.ms", ADMIN_TIMEOUT_MILLIS / 2);
    try (Admin admin = Admin.create(properties)) {
      TopicProvisioner.ensure(
          admin,
          parts.config().topicPrefix(),
          parts.config().partitions(),
          parts.config().replicas());
    }
  }

  /** What runs, once it does. */
  Optional<Engine> engine() {
    return Optional.ofNullable(engine);
  }

  /** What it waits for. */
  Readiness health() {
    return health;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    if (engine != null) {
      engine.close();
    }
  }
}
