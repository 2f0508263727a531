package io.rivulet.ingest.carriage;

import io.rivulet.ingest.acknowledgement.AcknowledgementQueue.Ticket;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.mqtt.MqttLink;
import java.util.Optional;

/**
 * A message on its way from one connection.
 *
 * @param link the connection it came by
 * @param publication the message
 * @param ticket what to acknowledge; empty at QoS 0, where nothing is promised
 * @param decided its outcome where that is known already: Kafka could not take what was decided
 *     first
 */
public record Receipt(
    MqttLink link, Publication publication, Optional<Ticket> ticket, Optional<Outcome> decided) {
  Receipt decided(Outcome outcome) {
    return new Receipt(link, publication, ticket, Optional.of(outcome));
  }
}
