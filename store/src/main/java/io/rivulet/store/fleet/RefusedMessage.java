package io.rivulet.store.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was refused.
 *
 * @param id of the refused thing
 * @param reason a code such as MALFORMED
 * @param detail what was wrong, with the value and what is accepted
 * @param stage bridge or session-rules
 * @param origin the MQTT or Kafka topic it came from
 * @param received when
 * @param deviceTime when, by the device's clock, where known
 * @param deliveries how often it came
 * @param withdrawn whether a later correction made the refusal void
 * @param redriven when it was admitted after all
 * @param payloadBytes how long it was
 * @param payload what it held, as text; empty for a reading refused by rules
 * @param payloadForm text, or hex where it is none
 * @param payloadCut whether more of it is kept than is shown
 */
public record RefusedMessage(
    String id,
    String reason,
    String detail,
    String stage,
    String origin,
    Instant received,
    Optional<Instant> deviceTime,
    long deliveries,
    boolean withdrawn,
    Optional<Instant> redriven,
    long payloadBytes,
    String payload,
    String payloadForm,
    boolean payloadCut) {}
