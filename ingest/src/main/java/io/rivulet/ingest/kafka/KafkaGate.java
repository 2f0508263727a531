package io.rivulet.ingest.kafka;

import io.rivulet.schemas.topic.TopicProvisioner;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/** Asks Kafka whether it is there. Nothing is taken from the broker while it is not. */
public final class KafkaGate implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 5;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Admin admin;
  private final KafkaTarget target;

  KafkaGate(KafkaTarget target) {
    this.admin = Admin.create(target.adminProperties());
    this.target = target;
  }

  /**
   * Makes sure that Kafka answers and every topic exists.
   *
   * @throws KafkaAwayException where it does not, or a missing topic cannot be created
   */
  void pass() throws KafkaAwayException, InterruptedException {
    try {
      Collection<Node> unused = nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaAwayException(
          "Kafka at " + target.client().get("bootstrap.servers") + " does not answer: " + cause, e);
    }
    try {
      TopicProvisioner.ensure(admin, target.topicPrefix(), target.partitions(), target.replicas());
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new KafkaAwayException(e.getMessage(), e);
    }
  }

  /** Asks once whether Kafka answers, and returns at once; the answer comes within 5 s. */
  void ask(Consumer<Boolean> answer) {
    var unused = nodes().whenComplete((nodes, failure) -> answer.accept(failure == null));
  }

  private KafkaFuture<Collection<Node>> nodes() {
    return admin.describeCluster().nodes();
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
