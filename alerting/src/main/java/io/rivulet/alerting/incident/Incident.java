package io.rivulet.alerting.incident;

import io.rivulet.domain.identity.StableId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Alerts that are brought to people together, and how far that has come. Everything that a decision
 * needs to remember is here, so any instance can take the next one.
 *
 * @param id the key by which receivers know it from opening to resolving
 * @param key what makes alerts part of it
 * @param opened when it began
 * @param state how it stands
 * @param resolved when it was over, where it is
 * @param occasions how many decisions told somebody something: part of each notification's id
 * @param content counts the changes of what there is to tell
 * @param urgent the last of those changes that is told at once
 * @param members its alerts, up to {@value #MOST_MEMBERS}
 * @param furtherMembers how many more there are that have no room
 * @param recurrences how often its conditions came lately, up to {@value #MOST_RECURRENCES}
 * @param climb how far it has gone up its policy, while something waits
 * @param told who was told, up to {@value #MOST_TOLD}; of more, those who heard nothing for longest
 *     are forgotten
 */
public record Incident(
    String id,
    IncidentKey key,
    Instant opened,
    IncidentState state,
    Optional<Instant> resolved,
    long occasions,
    long content,
    long urgent,
    List<Member> members,
    int furtherMembers,
    List<Recurrence> recurrences,
    Optional<Climb> climb,
    List<Told> told) {
  /** The most alerts that are remembered one by one. */
  public static final int MOST_MEMBERS = 200;

  /** The most conditions whose openings are remembered. */
  public static final int MOST_RECURRENCES = 64;

  /** The most receivers that are told. */
  public static final int MOST_TOLD = 64;

  /** Refuses missing parts and too much of anything. */
  public Incident {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(opened, "opened");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(resolved, "resolved");
    Objects.requireNonNull(climb, "climb");
    members = List.copyOf(members);
    recurrences = List.copyOf(recurrences);
    told = List.copyOf(told);
    if (members.size() > MOST_MEMBERS
        || recurrences.size() > MOST_RECURRENCES
        || told.size() > MOST_TOLD) {
      throw new IllegalArgumentException(
          "incident "
              + id
              + " has "
              + members.size()
              + " members, "
              + recurrences.size()
              + " recurrences and "
              + told.size()
              + " receivers; at most "
              + MOST_MEMBERS
              + ", "
              + MOST_RECURRENCES
              + " and "
              + MOST_TOLD);
    }
    if (state == IncidentState.RESOLVED != resolved.isPresent()) {
      throw new IllegalArgumentException(
          "incident " + id + " is " + state.code() + " and resolved " + resolved);
    }
  }

  /**
   * An incident that begins.
   *
   * @param previous the latest of the same key, where there was one: how often its conditions came
   *     goes over
   */
  public static Incident open(IncidentKey key, Instant now, Optional<Incident> previous) {
    return new Incident(
        // The one before keeps two of one instant apart.
        StableId.of(
            "incident",
            key.route(),
            key.group(),
            now.toString(),
            previous.map(Incident::id).orElse("")),
        key,
        now,
        IncidentState.WAITING,
        Optional.empty(),
        0,
        0,
        0,
        List.of(),
        0,
        previous.map(Incident::recurrences).orElse(List.of()),
        Optional.empty(),
        List.of());
  }

  /** The same after a decision. */
  Incident with(
      IncidentState newState,
      Optional<Instant> newResolved,
      long newOccasions,
      Content newContent,
      Members newMembers,
      List<Recurrence> newRecurrences,
      Optional<Climb> newClimb,
      List<Told> newTold) {
    return new Incident(
        id,
        key,
        opened,
        newState,
        newResolved,
        newOccasions,
        newContent.number(),
        newContent.urgent(),
        newMembers.all(),
        newMembers.further(),
        newRecurrences,
        newClimb,
        newTold);
  }
}
