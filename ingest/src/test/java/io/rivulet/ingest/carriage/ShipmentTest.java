package io.rivulet.ingest.carriage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.ingest.Payloads;
import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.ingest.kafka.KafkaWriter;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever is first decides what becomes of a message on its way, and nobody after. */
@Requirement("BRIDGE-060")
class ShipmentTest {
  private final List<String> told = new ArrayList<>();
  private final Shipment.Watcher watcher =
      new Shipment.Watcher() {
        @Override
        public void stored(Receipt receipt, Outcome outcome) {
          told.add("stored");
        }

        @Override
        public void storedTooLate() {
          told.add("too late");
        }

        @Override
        public void refused(Receipt receipt, Exception cause) {
          told.add("refused");
        }

        @Override
        public void failed(KafkaWriter writer, Exception cause) {
          told.add("failed");
        }
      };

  @Test
  void isNotTakenBackOnceItIsStored() {
    Shipment shipment = shipment("{}");

    shipment.stored();

    assertThat(shipment.takeBack()).isFalse();
    assertThat(shipment.isUnderWay()).isFalse();
    assertThat(told).containsExactly("stored");
  }

  @Test
  void isNotAcknowledgedTwiceWhereKafkaStoresItAfterAll() {
    Shipment shipment = shipment("{}");

    assertThat(shipment.takeBack()).isTrue();
    shipment.stored();

    assertThat(told).containsExactly("too late");
  }

  @Test
  void staysUnderWayWhereKafkaFailsSoThatItCanBeTakenBack() {
    Shipment shipment = shipment("{}");

    shipment.failed(new IllegalStateException("closed"));

    assertThat(shipment.takeBack()).isTrue();
    assertThat(told).containsExactly("failed");
  }

  @Test
  void isNeverRefusedOutOfQuarantine() {
    Shipment shipment = shipment("not JSON");

    shipment.refused(new IllegalStateException("too large"));

    assertThat(told).containsExactly("failed");
    assertThat(shipment.takeBack()).isTrue();
  }

  @Test
  void endsInOneWayHoweverTheThreadsMeet() throws InterruptedException {
    ExecutorService kafka = Executors.newSingleThreadExecutor();
    AtomicInteger takenBack = new AtomicInteger();
    int shipments = 2_000;
    for (int i = 0; i < shipments; i++) {
      Shipment shipment = shipment("{}");
      CountDownLatch start = new CountDownLatch(1);
      kafka.execute(
          () -> {
            awaitUninterrupted(start);
            shipment.stored();
          });
      start.countDown();
      if (shipment.takeBack()) {
        takenBack.incrementAndGet();
      }
    }
    kafka.shutdown();
    assertThat(kafka.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

    assertThat(told).hasSize(shipments);
    assertThat(told.stream().filter("too late"::equals)).hasSize(takenBack.get());
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An accepted message for an object, a refused one otherwise. */
  private Shipment shipment(String payload) {
    byte[] bytes =
        payload.equals("{}")
            ? PayloadCodec.json(Payloads.pump("pump-1", 1))
            : payload.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Publication publication =
        new Publication(Payloads.topic("pump-1", "pump"), bytes, false, Payloads.NOW);
    Outcome outcome =
        new Admission(new TimeBounds(Duration.ofHours(1), Duration.ofDays(1))).decide(publication);
    return new Shipment(
        new Receipt(null, publication, Optional.empty(), Optional.empty()),
        outcome,
        null,
        0,
        watcher);
  }
}
