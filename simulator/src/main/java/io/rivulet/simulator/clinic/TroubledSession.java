package io.rivulet.simulator.clinic;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * A made-up session that is being prepared with the storeroom's two troubled pumps: one has a wrong
 * clock and the other falls silent, so that a clinic in which all goes well has alerts to look at.
 */
public final class TroubledSession {
  private static final String SESSION = "synthetic-preparation-1";

  private TroubledSession() {}

  /**
   * What is charted of it.
   *
   * @param site the first of the storeroom's sites, which has these pumps
   */
  public static List<PastCourse.Chart> of(String site, Instant now) {
    Instant from = now.truncatedTo(ChronoUnit.SECONDS);
    String path = "sessions/" + SESSION + "/";
    return List.of(
        new PastCourse.Chart(
            "sessions",
            Map.of(
                "eventId",
                SESSION + "-open",
                "session",
                SESSION,
                "site",
                site,
                "subject",
                "synthetic-subject-2",
                "drug",
                SyringePump.DRUG)),
        new PastCourse.Chart(
            path + "phase",
            Map.of("eventId", SESSION + "-phase", "at", from, "phase", "PREPARATION")),
        bound(path, site + "-spare-adrift", from),
        bound(path, site + "-spare-mute", from));
  }

  private static PastCourse.Chart bound(String path, String device, Instant from) {
    return new PastCourse.Chart(
        path + "bind", Map.of("eventId", SESSION + "-" + device, "device", device, "from", from));
  }
}
