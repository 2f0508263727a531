package io.rivulet.sessions;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.sessions.book.DeskUnavailableException;
import io.rivulet.sessions.book.KafkaClerk;
import io.rivulet.sessions.http.DeskServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role that records sessions, series and limits: it reads their topics into its books, decides
 * about what it is asked over HTTP, and writes what it accepts. Several may run; one writes at a
 * time.
 */
public final class SessionDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionDesk.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

  private final DeskConfig config;
  private final KafkaClerk clerk;
  private final ApiServer server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread reader;

  private SessionDesk(DeskConfig config, KafkaClerk clerk, ApiServer server) {
    this.config = config;
    this.clerk = clerk;
    this.server = server;
    this.reader = new Thread(this::read, "rivulet-desk-reader");
  }

  /**
   * Starts answering. Kafka need not be there yet; until it is, requests are answered with 503.
   *
   * @throws io.javalin.util.JavalinException where the address is taken or not of this machine
   * @throws KafkaException where the Kafka settings make no client
   */
  public static SessionDesk start(DeskConfig config, InstantSource clock, MeterRegistry registry) {
    if (config.tokens().size() == 0) {
      LOG.warn("sessions.tokens is not set: nobody may use the session desk");
    }
    KafkaClerk clerk =
        new KafkaClerk(
            config.kafka(),
            config.topicPrefix(),
            config.transactionalId(),
            new SerdeFactory(config.registryUrl()),
            config.rules(),
            clock);
    try {
      ApiServer server =
          DeskServer.start(
              config.host(), config.port(), config.tokens(), clerk, config.outcomes(), clock);
      SessionDesk desk = new SessionDesk(config, clerk, server);
      registry.gauge("rivulet.desk.ready", desk, d -> d.health().ready() ? 1 : 0);
      desk.reader.start();
      return desk;
    } catch (RuntimeException e) {
      clerk.close();
      throw e;
    }
  }

  private void read() {
    boolean provisioned = false;
    try {
      do {
        try {
          provisioned = provisioned || provision();
          clerk.tick();
        } catch (DeskUnavailableException | KafkaException | IllegalStateException e) {
          LOG.warn("the session desk waits for Kafka: {}", e.getMessage());
        }
      } while (!closing.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean provision() {
    Map<String, Object> properties = new HashMap<>(config.kafka());
    properties.put("default.api.timeout.ms", ADMIN_TIMEOUT_MILLIS);
    properties.put("request.timeout.ms", ADMIN_TIMEOUT_MILLIS / 2);
    try (Admin admin = Admin.create(properties)) {
      TopicProvisioner.ensure(admin, config.topicPrefix(), config.partitions(), config.replicas());
      return true;
    }
  }

  /** Whether it knows all that is recorded and can record more. */
  public Readiness health() {
    return clerk.readiness();
  }

  /** Where it answers, as somebody on this machine writes it. */
  public URI uri() {
    return server.uri();
  }

  /** Stops answering, then lets go of the right to write. */
  @Override
  public void close() {
    closing.countDown();
    server.close();
    reader.interrupt();
    try {
      reader.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clerk.close();
  }
}
