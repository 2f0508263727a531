package io.rivulet.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.ingest.Payloads;
import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedriveRulesTest {
  private static final RedriveRules RULES = rules(Duration.ofHours(1), false);

  @Test
  @Requirement("BRIDGE-043")
  void itIsJudgedByTheTimeOfReceiptAndKeepsIt() {
    QuarantineRecord refused = sample(Payloads.NOW.minus(Duration.ofMinutes(90)));

    assertThat(RULES.decide(Refusals.entry(refused), refused, Correction.NONE))
        .isInstanceOfSatisfying(
            Verdict.RefusedAgain.class,
            again -> {
              assertThat(again.reason()).isEqualTo("TIME_AHEAD");
              assertThat(again.detail()).contains("PT1H");
            });
    assertThat(
            rules(Duration.ofHours(2), false)
                .decide(Refusals.entry(refused), refused, Correction.NONE))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted -> {
              assertThat(admitted.outcome().topic()).isEqualTo(Topic.PUMP_SAMPLES);
              assertThat(admitted.outcome().key()).isEqualTo("pump-1");
              assertThat(((PumpSampleRecord) admitted.outcome().record()).getReceivedTime())
                  .isEqualTo(refused.getReceivedTime());
              assertThat(admitted.corrected()).isFalse();
            });
  }

  @Test
  @Requirement("BRIDGE-043")
  void aCorrectedPayloadOrTopicTakesThePlaceOfWhatCame() {
    QuarantineRecord malformed = Refusals.bridge("a", "pump-1").build();
    byte[] payload = PayloadCodec.json(Payloads.pump("pump-2", 1));

    assertThat(
            RULES.decide(
                Refusals.entry(malformed),
                malformed,
                new Correction(Optional.of(payload), Optional.empty())))
        .isInstanceOfSatisfying(
            Verdict.RefusedAgain.class,
            again -> assertThat(again.reason()).isEqualTo("TOPIC_MISMATCH"));
    assertThat(
            RULES.decide(
                Refusals.entry(malformed),
                malformed,
                new Correction(
                    Optional.of(payload), Optional.of(Payloads.topic("pump-2", "pump")))))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class, admitted -> assertThat(admitted.corrected()).isTrue());
  }

  @Test
  @Requirement("BRIDGE-046")
  void onlyTheBridgesRefusalsAreTried() {
    QuarantineRecord refused = Refusals.sessionRules("s").build();

    assertThat(notTried(RULES, refused)).contains("session-rules", "correct the limits");
  }

  @Test
  @Requirement("BRIDGE-046")
  void aPayloadOfWhichOnlyTheBeginningIsKeptHasToBeGivenWhole() {
    QuarantineRecord refused =
        Refusals.bridge("a", "pump-1")
            .setReason("TOO_LARGE")
            .setPayload(ByteBuffer.wrap(new byte[PayloadCodec.MAX_BYTES]))
            .setPayloadBytes(70_000)
            .build();

    assertThat(notTried(RULES, refused)).contains("65536 of its 70000 bytes", "--payload");
  }

  @Test
  @Requirement("BRIDGE-044")
  void whatWasRedrivenIsNotTriedUnlessToldTo() {
    QuarantineRecord refused = sample(Payloads.NOW);
    Entry redriven =
        Refusals.entry(refused)
            .withState(
                new EntryState.Redriven(Payloads.NOW, "anna", "rivulet.pump.samples", false));

    assertThat(RULES.decide(redriven, refused, Correction.NONE))
        .isInstanceOfSatisfying(
            Verdict.NotTried.class,
            verdict -> assertThat(verdict.why()).contains("by anna", "--again"));
    assertThat(rules(Duration.ofHours(1), true).decide(redriven, refused, Correction.NONE))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  @Requirement("BRIDGE-044")
  void theMarkIsTheRefusalWholeAndWhoHadItAdmitted() {
    QuarantineRecord refused = sample(Payloads.NOW);
    Verdict.Admitted admitted =
        (Verdict.Admitted) RULES.decide(Refusals.entry(refused), refused, Correction.NONE);
    Instant now = Payloads.NOW.plusSeconds(60);

    QuarantineRecord mark = RedriveRules.mark(admitted, "rivulet.pump.samples", "anna", now);

    assertThat(mark.getRedrivenTime()).isEqualTo(now);
    assertThat(mark.getRedrivenBy()).isEqualTo("anna");
    assertThat(mark.getRedrivenTo()).isEqualTo("rivulet.pump.samples");
    assertThat(mark.getRedrivenCorrected()).isFalse();
    assertThat(
            QuarantineRecord.newBuilder(mark)
                .clearRedrivenTime()
                .clearRedrivenBy()
                .clearRedrivenTo()
                .clearRedrivenCorrected()
                .build())
        .isEqualTo(refused);
  }

  @Test
  @Requirement("BRIDGE-044")
  void aCorrectionForSeveralAndANamelessRedriveAreRefused() {
    Correction correction = new Correction(Optional.of(new byte[1]), Optional.empty());

    assertThatThrownBy(() -> request(List.of("a", "b"), correction, "anna"))
        .hasMessageContaining("exactly one id");
    assertThatThrownBy(() -> request(List.of("a"), correction, " "))
        .hasMessageContaining("who redrives is recorded");
    assertThatThrownBy(() -> request(List.of("a"), correction, "an\u0000na"))
        .hasMessageContaining("\"an?na\"");
  }

  private static RedriveRequest request(List<String> ids, Correction correction, String by) {
    return new RedriveRequest(ids, QuarantineFilter.ALL, 1, correction, false, false, by);
  }

  private static String notTried(RedriveRules rules, QuarantineRecord refused) {
    Verdict verdict = rules.decide(Refusals.entry(refused), refused, Correction.NONE);
    return ((Verdict.NotTried) verdict).why();
  }

  private static RedriveRules rules(Duration aheadMax, boolean again) {
    return new RedriveRules(new Admission(new TimeBounds(aheadMax, Duration.ofDays(30))), again);
  }

  private static QuarantineRecord sample(Instant received) {
    byte[] payload = PayloadCodec.json(Payloads.pump("pump-1", 1));
    return Refusals.bridge("a", "pump-1")
        .setReason("TIME_AHEAD")
        .setReceivedTime(received)
        .setPayload(ByteBuffer.wrap(payload))
        .setPayloadBytes(payload.length)
        .build();
  }
}
