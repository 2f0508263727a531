package io.rivulet.streams.simulation;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Clients of a stream thread that dies when it is about to commit, as often as it was told to: what
 * it did since its last commit is lost, and nobody says goodbye.
 */
final class DyingClients extends DefaultKafkaClientSupplier {
  private final AtomicInteger deathsAhead = new AtomicInteger();
  private final AtomicInteger deaths = new AtomicInteger();

  /** The next commit of any thread fails. */
  void dieAtTheNextCommit() {
    deathsAhead.incrementAndGet();
  }

  int deaths() {
    return deaths.get();
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public void commitTransaction() {
        if (deathsAhead.get() > 0 && deathsAhead.getAndDecrement() > 0) {
          deaths.incrementAndGet();
          throw new IllegalStateException("killed by the test before its commit");
        }
        super.commitTransaction();
      }
    };
  }
}
