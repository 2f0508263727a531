package io.rivulet.ingest.admission;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadMapping;
import io.rivulet.schemas.payload.RefusalReason;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decides what becomes of a received message: a record of telemetry or status, or a quarantined
 * message with the reason. Total: it answers for every payload and throws for none.
 */
public final class Admission {
  private static final String STAGE = "bridge";

  private final TimeBounds bounds;

  /** Decides with these bounds on device time. */
  public Admission(TimeBounds bounds) {
    this.bounds = Objects.requireNonNull(bounds, "bounds");
  }

  /** Decides on one message. */
  public Outcome decide(Publication message) {
    Optional<DeviceTopic> topic = DeviceTopic.parse(message.topic());
    try {
      if (topic.isEmpty()) {
        throw new RefusedPayloadException(
            RefusalReason.UNKNOWN_TOPIC,
            "topic \""
                + message.topic()
                + "\" is not rivulet/v1/{site}/{device}/{pump|vitals|status}");
      }
      return admit(message, topic.get());
    } catch (RefusedPayloadException e) {
      return refuse(message, e.reason(), e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      return refuse(message, RefusalReason.MALFORMED, "no reader could take it: " + e);
    }
  }

  /** The outcome for a message that nothing but quarantine can take, for a reason found later. */
  public Outcome refuse(Publication message, RefusalReason reason, String detail) {
    return refuse(message, reason, detail, null);
  }

  private static Outcome refuse(
      Publication message, RefusalReason reason, String detail, Instant deviceTime) {
    return new Outcome.Refused(
        QuarantineRecord.newBuilder()
            .setId(message.id())
            .setStage(STAGE)
            .setReason(reason.name())
            .setDetail(detail)
            .setOrigin(message.topic())
            .setDevice(DeviceTopic.parse(message.topic()).map(DeviceTopic::device).orElse(null))
            .setDeviceTime(deviceTime)
            .setReceivedTime(message.received())
            .setPayload(ByteBuffer.wrap(message.payload()))
            .setPayloadBytes(message.payloadBytes())
            .build());
  }

  private Outcome admit(Publication message, DeviceTopic topic) throws RefusedPayloadException {
    if (message.oversized()) {
      throw new RefusedPayloadException(
          RefusalReason.TOO_LARGE,
          message.payloadBytes() + " bytes are more than " + PayloadCodec.MAX_BYTES);
    }
    SpecificRecord decoded = PayloadCodec.decode(topic.kind(), message.payload());
    return switch (topic.kind()) {
      case PUMP -> pump(message, topic, (PumpPayload) decoded);
      case VITALS -> vitals(message, topic, (VitalsPayload) decoded);
      case STATUS -> status(message, topic, (StatusPayload) decoded);
    };
  }

  private Outcome pump(Publication message, DeviceTopic topic, PumpPayload payload)
      throws RefusedPayloadException {
    requireOrigin(topic, payload.getSite(), payload.getDevice());
    Optional<Outcome> refusal = outsideBounds(message, payload.getTime());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return new Outcome.Bridged(
        Topic.PUMP_SAMPLES,
        topic.device(),
        PayloadMapping.pump(payload, message.received(), message.duplicate()));
  }

  private Outcome vitals(Publication message, DeviceTopic topic, VitalsPayload payload)
      throws RefusedPayloadException {
    requireOrigin(topic, payload.getSite(), payload.getDevice());
    Optional<Outcome> refusal = outsideBounds(message, payload.getTime());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return new Outcome.Bridged(
        Topic.VITALS_SAMPLES,
        topic.device(),
        PayloadMapping.vitals(payload, message.received(), message.duplicate()));
  }

  private Outcome status(Publication message, DeviceTopic topic, StatusPayload payload)
      throws RefusedPayloadException {
    requireOrigin(topic, payload.getSite(), payload.getDevice());
    if (payload.getTime() != null) {
      Optional<Outcome> refusal = outsideBounds(message, payload.getTime());
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    return new Outcome.Bridged(
        Topic.DEVICE_STATUS, topic.device(), PayloadMapping.status(payload, message.received()));
  }

  private static void requireOrigin(DeviceTopic topic, String site, String device)
      throws RefusedPayloadException {
    if (!topic.site().equals(site) || !topic.device().equals(device)) {
      throw new RefusedPayloadException(
          RefusalReason.TOPIC_MISMATCH,
          "the payload says site \"%s\", device \"%s\"; the topic says site \"%s\", device \"%s\""
              .formatted(site, device, topic.site(), topic.device()));
    }
  }

  /** The refusal keeps the device's time: it is what shows how far the clock is off. */
  private Optional<Outcome> outsideBounds(Publication message, Instant deviceTime) {
    Instant received = message.received();
    if (bounds.isAhead(deviceTime, received)) {
      String detail =
          "device time %s is more than %s ahead of receipt at %s"
              .formatted(deviceTime, bounds.aheadMax(), received);
      return Optional.of(refuse(message, RefusalReason.TIME_AHEAD, detail, deviceTime));
    }
    if (bounds.isBehind(deviceTime, received)) {
      String detail =
          "device time %s is more than %s behind receipt at %s"
              .formatted(deviceTime, bounds.behindMax(), received);
      return Optional.of(refuse(message, RefusalReason.TIME_BEHIND, detail, deviceTime));
    }
    return Optional.empty();
  }
}
