package io.rivulet.domain.desk;

import io.rivulet.domain.identity.StableId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which versions of which limits profiles are published. Confined to one thread. */
public final class LimitsBook {
  /** Versions of all profiles together; more are refused. */
  private static final int VERSIONS_MAX = 100_000;

  /**
   * One version.
   *
   * @param version counts up from 1
   * @param from holds from here on; the first also before
   * @param content names exactly what it says
   */
  public record Published(int version, Instant from, String content) {}

  /**
   * Where a version comes from.
   *
   * @param by who published it
   * @param at when
   * @param reason why, where they said
   */
  public record Origin(String by, Instant at, Optional<String> reason) {}

  private record Named(String profile, int version) {}

  private final DeskRules rules;
  private final Map<Named, Origin> origins = new HashMap<>();
  private final SortedMap<String, SortedMap<Integer, Published>> profiles = new TreeMap<>();
  private int versions;

  /** A book without profiles. */
  public LimitsBook(DeskRules rules) {
    this.rules = rules;
  }

  /** Takes a version that was published; of two with one number the later counts. */
  public void add(String profile, int version, Instant from, String json) {
    SortedMap<Integer, Published> known =
        profiles.computeIfAbsent(profile, name -> new TreeMap<>());
    if (known.put(version, new Published(version, from, StableId.of(json))) == null) {
      versions++;
    }
  }

  /** The same, with what is known of where it comes from. */
  public void add(String profile, int version, Instant from, String json, Origin origin) {
    add(profile, version, from, json);
    origins.put(new Named(profile, version), origin);
  }

  /** Where a version comes from; empty where nobody said. */
  public Optional<Origin> origin(String profile, int version) {
    return Optional.ofNullable(origins.get(new Named(profile, version)));
  }

  /** Names of profiles, sorted. */
  public List<String> profiles() {
    return List.copyOf(profiles.keySet());
  }

  /** The versions of a profile, by number; none where it is not known. */
  public List<Published> versions(String profile) {
    return List.copyOf(profiles.getOrDefault(profile, new TreeMap<>()).values());
  }

  /**
   * Whether a version may be published. Its number says which one was seen last, so that two people
   * who change one profile at once do not overwrite each other; the same version twice is one.
   *
   * @param json the profile, known to be readable
   */
  public Decision<Published> publish(
      String profile, int version, Instant from, String json, Instant now) {
    List<Published> known = versions(profile);
    Published asked = new Published(version, from, StableId.of(json));
    if (known.contains(asked)) {
      return new Decision.Accepted<>(List.of(asked), true);
    }
    Optional<Published> last = known.stream().reduce((earlier, later) -> later);
    int next = last.map(Published::version).orElse(0) + 1;
    if (version != next) {
      return refused(
          Decision.Why.CONFLICT,
          "limits profile "
              + profile
              + " has "
              + (next - 1)
              + " versions; the next one is "
              + next
              + ", not "
              + version);
    }
    if (versions >= VERSIONS_MAX) {
      return refused(
          Decision.Why.FULL, versions + " versions of limits profiles are as many as are held");
    }
    if (last.isPresent() && !from.isAfter(last.get().from())) {
      return refused(
          Decision.Why.CONFLICT,
          "version "
              + last.get().version()
              + " of limits profile "
              + profile
              + " holds from "
              + last.get().from()
              + "; a later one has to hold from a later time than "
              + from);
    }
    try {
      rules.times().profile("start of the limits", from, now);
    } catch (Refusal refusal) {
      return refused(refusal.why(), refusal.getMessage());
    }
    return new Decision.Accepted<>(List.of(asked), false);
  }

  private static Decision<Published> refused(Decision.Why why, String detail) {
    return new Decision.Refused<>(why, detail);
  }
}
