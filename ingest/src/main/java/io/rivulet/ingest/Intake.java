package io.rivulet.ingest;

import io.rivulet.ingest.acknowledgement.AcknowledgementQueue.Ticket;
import io.rivulet.ingest.admission.Publication;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Takes what one connection receives, on the client's thread, which must not wait: messages go to
 * the carrier's inbox, canaries home. The inbox never overflows: at QoS 1 the broker sends no more
 * than the receive maximum, and at QoS 0, where nothing is promised, what exceeds it is dropped and
 * counted.
 */
final class Intake implements MqttLink.Receiver {
  private final long generation;
  private final Acknowledger acknowledger;
  private final Carrier carrier;
  private final CanaryFlight canary;
  private final InstantSource clock;
  private final BridgeMetrics metrics;

  Intake(
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
  public void arrived(MqttLink link, String topic, MqttMessage message) {
    if (canary.isTopic(topic)) {
      canary.returned(message.getPayload());
      if (message.getQos() > 0) {
        acknowledger.stored(acknowledger.accept(generation, message.getId()), link);
      }
      return;
    }
    canary.otherArrived();
    // Paho 1.2.5 reads the DUP flag and does not hand it on: this is false until it does.
    metrics.received(message.isDuplicate());
    Optional<Ticket> ticket = Optional.empty();
    if (message.getQos() > 0) {
      ticket = Optional.of(acknowledger.accept(generation, message.getId()));
    } else if (!carrier.takesUnpromised()) {
      metrics.droppedAtQosZero();
      return;
    }
    carrier.take(
        new Receipt(
            link,
            new Publication(topic, message.getPayload(), message.isDuplicate(), clock.instant()),
            ticket,
            Optional.empty()));
  }
}
