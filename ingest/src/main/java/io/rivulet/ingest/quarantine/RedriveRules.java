package io.rivulet.ingest.quarantine;

import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.QuarantineRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/** Decides what becomes of a message that somebody wants admitted after all. */
final class RedriveRules {
  private final Admission admission;
  private final boolean again;

  /**
   * Decides as the bridge would.
   *
   * @param again whether to take what was redriven before
   */
  RedriveRules(Admission admission, boolean again) {
    this.admission = Objects.requireNonNull(admission, "admission");
    this.again = again;
  }

  /** Decides on one message, judged by the time at which it was received then. */
  Verdict decide(Entry entry, QuarantineRecord refused, Correction correction) {
    if (!entry.stage().equals(Entry.BRIDGE)) {
      return new Verdict.NotTried(
          "stage "
              + entry.stage()
              + " refused a reading under its session's rules, and its message was taken: correct"
              + " the limits or the session, and the refusal is withdrawn by itself");
    }
    if (entry.state() instanceof EntryState.Redriven before && !again) {
      return new Verdict.NotTried(
          "redriven before, at %s by %s to %s; --again does it once more"
              .formatted(before.time(), before.by(), before.to()));
    }
    if (entry.truncated() && correction.payload().isEmpty()) {
      return new Verdict.NotTried(
          "only the first %d of its %d bytes were kept; give it whole, at most %d bytes, with --payload"
              .formatted(entry.keptBytes(), entry.payloadBytes(), PayloadCodec.MAX_BYTES));
    }
    Outcome outcome =
        admission.decide(
            new Publication(
                correction.topic().orElse(refused.getOrigin()),
                correction.payload().orElseGet(() -> bytes(refused.getPayload())),
                false,
                refused.getReceivedTime()));
    if (outcome instanceof Outcome.Bridged bridged) {
      return new Verdict.Admitted(refused, bridged, correction.isAny());
    }
    QuarantineRecord still = ((Outcome.Refused) outcome).record();
    return new Verdict.RefusedAgain(still.getReason(), still.getDetail());
  }

  /** The record that says so: what was refused, whole, and who had it admitted. */
  static QuarantineRecord mark(
      Verdict.Admitted admitted, String kafkaTopic, String by, Instant now) {
    return QuarantineRecord.newBuilder(admitted.refused())
        .setRedrivenTime(now)
        .setRedrivenBy(by)
        .setRedrivenTo(kafkaTopic)
        .setRedrivenCorrected(admitted.corrected())
        .build();
  }

  static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }
}
