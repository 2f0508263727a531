package io.rivulet.simulator.clinic;

import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.record.LimitsProfileRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The limits that the synthetic clinic's sessions are judged by: site practice as in CLINICAL.md
 * section 4, not a recommendation. A change to the file needs a higher version here.
 */
final class ClinicProfile {
  private static final String RESOURCE = "limits-clinic.json";
  private static final int VERSION = 1;
  private static final Instant FROM = Instant.parse("2026-01-05T00:00:00Z");

  private ClinicProfile() {}

  static LimitsProfileRecord record() {
    try (InputStream stream = ClinicProfile.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing from the simulator");
      }
      String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return LimitsProfileRecord.newBuilder()
          .setProfile(LimitsProfileJson.parse(json).id())
          .setVersion(VERSION)
          .setFrom(FROM)
          .setJson(json)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
