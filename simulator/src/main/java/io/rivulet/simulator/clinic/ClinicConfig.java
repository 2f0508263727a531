package io.rivulet.simulator.clinic;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a synthetic clinic is like. Two runs with equal seed, sites, sessions and interval are the
 * same clinic: whatever both publish is identical, and the repeats are removed downstream.
 *
 * @param sessions treatment chairs, 1 to 500; about a third of them infuse at any time
 * @param seed what all randomness comes from
 * @param sites clinics that share the chairs in turn, each 1 to 20 of a-z, 0-9, hyphen
 * @param backfill how much history is published at once at the start, up to 7 days; sessions that
 *     are under way are published from their beginning in any case
 * @param pressureInterval time between cuff pressures, 1 to 30 minutes, whole minutes
 */
public record ClinicConfig(
    int sessions, long seed, List<String> sites, Duration backfill, Duration pressureInterval) {
  private static final int SESSIONS_MAX = 500;
  private static final Duration BACKFILL_MAX = Duration.ofDays(7);
  private static final Pattern SITE = Pattern.compile("[a-z0-9-]{1,20}");

  /** What a demo shows: six chairs in two clinics, two hours of history. */
  public static final ClinicConfig DEMO =
      new ClinicConfig(
          6, 1, List.of("riverside", "hilltop"), Duration.ofHours(2), Duration.ofMinutes(5));

  /** Refuses what is outside its range. */
  public ClinicConfig {
    sites = List.copyOf(sites);
    if (sessions < 1 || sessions > SESSIONS_MAX) {
      throw new IllegalArgumentException(
          "sessions " + sessions + " is outside 1 to " + SESSIONS_MAX);
    }
    if (sites.isEmpty() || !sites.stream().allMatch(site -> SITE.matcher(site).matches())) {
      throw new IllegalArgumentException(
          "sites " + sites + " are not one or more names of 1 to 20 of a-z, 0-9, '-'");
    }
    if (backfill.isNegative() || backfill.compareTo(BACKFILL_MAX) > 0) {
      throw new IllegalArgumentException(
          "backfill " + backfill + " is outside PT0S to " + BACKFILL_MAX);
    }
    long seconds = pressureInterval.toSeconds();
    if (seconds < 60 || seconds > 1_800 || seconds % 60 != 0) {
      throw new IllegalArgumentException(
          "pressure interval " + pressureInterval + " is not 1 to 30 whole minutes");
    }
  }

  /** Tells this clinic from others in names; equal clinics have equal ones. */
  long identity() {
    String shape = sessions + "/" + String.join(",", sites) + "/" + pressureInterval;
    return 31 * seed + shape.hashCode();
  }

  /** This clinic with another number of chairs, which makes it another clinic. */
  public ClinicConfig withSessions(int chairs) {
    return new ClinicConfig(chairs, seed, sites, backfill, pressureInterval);
  }
}
