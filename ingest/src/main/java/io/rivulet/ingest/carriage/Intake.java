package io.rivulet.ingest.carriage;

import io.rivulet.ingest.acknowledgement.AcknowledgementQueue.Ticket;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.metrics.BridgeMetrics;
import io.rivulet.ingest.mqtt.Arrival;
import io.rivulet.ingest.mqtt.CanaryFlight;
import io.rivulet.ingest.mqtt.MqttLink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes what one connection receives, on the thread that reads from the broker: messages go to the
 * carrier's inbox, canaries home. The inbox never overflows: at QoS 1 a message needs room among
 * those in flight, and without room reading waits; at QoS 0, where nothing is promised, what
 * exceeds the room is dropped and counted.
 */
public final class Intake implements MqttLink.Receiver {
  private final long generation;
  private final Acknowledger acknowledger;
  private final Carrier carrier;
  private final CanaryFlight canary;
  private final InstantSource clock;
  private final BridgeMetrics metrics;

  public Intake(
      long generation,
      Acknowledger acknowledger,
      Carrier carrier,
      CanaryFlight canary,
      InstantSource clock,
      BridgeMetrics metrics) {
    this.generation = generation;
    this.acknowledger = acknowledger;
    this.carrier = carrier;
    this.canary = canary;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public void arrived(MqttLink link, List<Arrival> arrivals) throws InterruptedException {
    Instant received = clock.instant();
    List<Receipt> receipts = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      if (canary.isTopic(arrival.topic())) {
        home(link, arrival, receipts);
        receipts = new ArrayList<>();
      } else {
        receive(link, arrival, received, receipts);
      }
    }
    hand(receipts);
  }

  private void receive(MqttLink link, Arrival arrival, Instant received, List<Receipt> receipts)
      throws InterruptedException {
    metrics.received(arrival.duplicate());
    if (arrival.qos() == 0 && !carrier.takesUnpromised()) {
      metrics.droppedAtQosZero();
      return;
    }
    Optional<Ticket> ticket = Optional.empty();
    if (arrival.qos() > 0) {
      if (!acknowledger.hasRoom(generation)) {
        // Waiting for room with messages in hand would be waiting for ourselves.
        hand(List.copyOf(receipts));
        receipts.clear();
      }
      ticket = Optional.of(acknowledger.accept(generation, arrival.packetId()));
    }
    receipts.add(
        new Receipt(
            link,
            new Publication(arrival.topic(), arrival.payload(), arrival.duplicate(), received),
            ticket,
            Optional.empty()));
  }

  /** A canary came: acknowledged in its turn, after what came before it. */
  private void home(MqttLink link, Arrival arrival, List<Receipt> before)
      throws InterruptedException {
    hand(before);
    canary.returned(arrival.payload());
    if (arrival.qos() > 0) {
      acknowledger.stored(acknowledger.acceptCanary(generation, arrival.packetId()), link);
    }
  }

  private void hand(List<Receipt> receipts) {
    if (!receipts.isEmpty()) {
      canary.otherArrived(receipts.size());
      carrier.take(receipts);
    }
  }
}
