package io.rivulet.ingest.quarantine;

import io.rivulet.schemas.record.QuarantineRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One refused thing without its payload, so that very many fit in memory. Where it was delivered
 * several times, reason, detail and position are those of the first delivery that was asked for.
 *
 * @param id the same however often it was delivered
 * @param stage bridge or session-rules
 * @param reason a code such as MALFORMED
 * @param detail what was wrong; at most {@link #MAX_DETAIL_CHARACTERS}
 * @param origin the MQTT or Kafka topic it came from
 * @param device the device, where it is known
 * @param session the session, where it is known
 * @param firstReceived when the first of the deliveries was received
 * @param lastReceived when the last of them was
 * @param deliveries how often it was delivered, 0 where only the record of its redrive is left
 * @param payloadBytes length as received
 * @param keptBytes how much of that is kept
 * @param position where its payload is to be read
 * @param state how it stands
 */
public record Entry(
    String id,
    String stage,
    String reason,
    String detail,
    String origin,
    Optional<String> device,
    Optional<String> session,
    Instant firstReceived,
    Instant lastReceived,
    long deliveries,
    long payloadBytes,
    int keptBytes,
    Position position,
    EntryState state) {
  /** The longest detail that is kept; what refuses payloads writes none longer. */
  public static final int MAX_DETAIL_CHARACTERS = 400;

  /** The stage whose refusals can be redriven. */
  public static final String BRIDGE = "bridge";

  /** Refuses anything missing. */
  public Entry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(state, "state");
    if (detail.length() > MAX_DETAIL_CHARACTERS) {
      detail = detail.substring(0, MAX_DETAIL_CHARACTERS);
    }
  }

  static Entry of(QuarantineRecord record, Position position) {
    return new Entry(
        record.getId(),
        record.getStage().intern(),
        record.getReason().intern(),
        record.getDetail(),
        record.getOrigin(),
        Optional.ofNullable(record.getDevice()),
        Optional.ofNullable(record.getSession()),
        record.getReceivedTime(),
        record.getReceivedTime(),
        isMark(record) ? 0 : 1,
        record.getPayloadBytes(),
        record.getPayload().remaining(),
        position,
        record.getWithdrawn() ? new EntryState.Withdrawn() : new EntryState.Open());
  }

  /** This and a later record of the same thing. */
  Entry plus(Entry later) {
    return new Entry(
        id,
        stage,
        reason,
        detail,
        origin,
        device,
        session,
        firstReceived.isBefore(later.firstReceived) ? firstReceived : later.firstReceived,
        lastReceived.isAfter(later.lastReceived) ? lastReceived : later.lastReceived,
        deliveries + later.deliveries,
        payloadBytes,
        keptBytes,
        position,
        later.state);
  }

  Entry withState(EntryState other) {
    return new Entry(
        id,
        stage,
        reason,
        detail,
        origin,
        device,
        session,
        firstReceived,
        lastReceived,
        deliveries,
        payloadBytes,
        keptBytes,
        position,
        other);
  }

  /** The site, where the topic it came by names one. */
  public Optional<String> site() {
    return Origin.site(origin);
  }

  /** Whether only the beginning of its payload is kept. */
  public boolean truncated() {
    return payloadBytes > keptBytes;
  }

  /** Whether the record says that the thing was redriven, and is no delivery. */
  static boolean isMark(QuarantineRecord record) {
    return record.getRedrivenTime() != null;
  }
}
