package io.rivulet.ingest;

import io.rivulet.ingest.acknowledgement.AcknowledgementQueue.Ticket;
import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.schemas.payload.RefusalReason;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Carries what one connection receives to Kafka, and its acknowledgements back. The client's thread
 * only puts messages in the queue; a thread of this conveyor decides on them and writes, so that a
 * slow Kafka cannot starve the keep-alive.
 *
 * <p>The queue never overflows: at QoS 1 the broker sends no more than the receive maximum, and at
 * QoS 0, where nothing is promised, what exceeds it is dropped and counted.
 */
final class Conveyor implements AutoCloseable, MqttLink.Receiver {
  private final long generation;
  private final int inFlightMax;
  private final Acknowledger acknowledger;
  private final Admission admission;
  private final KafkaWriter writer;
  private final InstantSource clock;
  private final BridgeMetrics metrics;
  private final AtomicInteger unpromised = new AtomicInteger();
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean kafkaFailed;

  /** A message on its way; the ticket is empty at QoS 0. */
  private record Receipt(MqttLink link, Publication message, Optional<Ticket> ticket) {}

  /** What is to be written: a message to decide on, or one whose outcome is known. */
  private record Item(Receipt receipt, Optional<Outcome> decided) {}

  Conveyor(
      long generation,
      int inFlightMax,
      Acknowledger acknowledger,
      Admission admission,
      KafkaWriter writer,
      InstantSource clock,
      BridgeMetrics metrics) {
    this.generation = generation;
    this.inFlightMax = inFlightMax;
    this.acknowledger = acknowledger;
    this.admission = admission;
    this.writer = writer;
    this.clock = clock;
    this.metrics = metrics;
    this.thread = new Thread(this::run, "rivulet-bridge-conveyor-" + generation);
    this.thread.setDaemon(true);
    this.thread.start();
  }

  @Override
  public void arrived(MqttLink link, String topic, MqttMessage message) {
    // Paho 1.2.5 reads the DUP flag and does not hand it on: this is false until it does.
    metrics.received(message.isDuplicate());
    Optional<Ticket> ticket = Optional.empty();
    if (message.getQos() > 0) {
      ticket = Optional.of(acknowledger.accept(generation, message.getId()));
    } else if (unpromised.incrementAndGet() > inFlightMax) {
      unpromised.decrementAndGet();
      metrics.droppedAtQosZero();
      return;
    }
    Publication publication =
        new Publication(topic, message.getPayload(), message.isDuplicate(), clock.instant());
    queue.add(new Item(new Receipt(link, publication, ticket), Optional.empty()));
  }

  private void run() {
    try {
      while (true) {
        Item item = queue.take();
        try {
          Receipt receipt = item.receipt();
          write(receipt, item.decided().orElseGet(() -> admission.decide(receipt.message())));
        } catch (RuntimeException | Error e) {
          item.receipt().link().end("a message could not be carried: " + e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Receipt receipt, Outcome outcome) {
    writer.write(
        outcome,
        new KafkaWriter.Completion() {
          @Override
          public void stored() {
            metrics.stored(outcome);
            finished(receipt);
          }

          @Override
          public void refused(Exception cause) {
            metrics.kafkaFailed();
            if (outcome instanceof Outcome.Refused) {
              receipt.link().end("Kafka does not take a quarantined message: " + cause);
            } else {
              quarantine(receipt, cause);
            }
          }

          @Override
          public void failed(Exception cause) {
            metrics.kafkaFailed();
            kafkaFailed = true;
            receipt.link().end("Kafka did not store a message: " + cause);
          }
        });
  }

  private void quarantine(Receipt receipt, Exception cause) {
    Outcome outcome =
        admission.refuse(
            receipt.message(), RefusalReason.MALFORMED, "Kafka cannot take it: " + cause);
    // Not written from here: this may be Kafka's own thread, which must not wait for itself.
    queue.add(new Item(receipt, Optional.of(outcome)));
  }

  private void finished(Receipt receipt) {
    if (receipt.ticket().isPresent()) {
      acknowledger.stored(receipt.ticket().get(), receipt.link());
    } else {
      unpromised.decrementAndGet();
    }
  }

  /** Whether Kafka left a message unstored, so that its producer is not to be used again. */
  boolean kafkaFailed() {
    return kafkaFailed;
  }

  /** Stops; what is still in the queue was not acknowledged and comes again. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
