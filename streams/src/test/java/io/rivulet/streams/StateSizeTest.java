package io.rivulet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateSizeTest {
  private static final int SECONDS = 2000;
  private static final long MOST_BYTES = 20 * 1024;

  @TempDir Path state;

  @Test
  @Requirement("STREAM-015")
  void aLiveSessionAtOneSampleASecondTakesAtMostTwentyKilobytes() {
    try (Ward ward = new Ward(state, 10)) {
      ward.limitsArrive(1, 0, Ward.LIMITS_JSON);
      ward.opens();
      for (int second = 0; second < SECONDS; second++) {
        // Three milliseconds of jitter, and a counter that rounds as real ones do.
        PumpSampleRecord sample = Ward.pump(second, Math.round(second * 8.333) / 1000.0);
        sample.setDeviceTime(sample.getDeviceTime().plusMillis(second * 7 % 4));
        ward.sample(sample);
        VitalsSampleRecord vitals = Ward.nibp(second, 120 + second % 7);
        vitals.setHeartRatePerMinute(72.0 + second % 5);
        vitals.setSpo2Percent(97.0);
        if (second % 300 != 0) {
          vitals.setPressures(List.of());
        }
        ward.sample(vitals);
      }
      ward.beat();

      assertThat(ward.dose().getSamples()).isEqualTo(SECONDS);
      assertThat(ward.bytesByStore().values().stream().mapToLong(Long::longValue).sum())
          .as("bytes by store: %s", ward.bytesByStore())
          .isLessThanOrEqualTo(MOST_BYTES);
    }
  }

  @Test
  @Requirement("STREAM-016")
  void whatIsBeyondTheHorizonIsCountedMarkedAndChangesNothing() {
    try (Ward ward = new Ward(state, 10)) {
      ward.opens();
      for (int second = 1; second < SECONDS; second++) {
        ward.sample(Ward.pump(second, second / 100.0));
      }
      long volume = ward.dose().getVolumeNanolitres();

      ward.sample(Ward.pump(0, 0));

      assertThat(ward.dose().getVolumeNanolitres()).isEqualTo(volume);
      assertThat(ward.dose().getLate()).isEqualTo(1);
      assertThat(ward.late.values())
          .singleElement()
          .matches(late -> late.getDeviceTime().equals(Ward.at(0)))
          .matches(late -> late.getLatestTime().equals(Ward.at(SECONDS - 1)));
    }
  }
}
