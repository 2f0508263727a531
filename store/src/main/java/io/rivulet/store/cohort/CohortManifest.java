package io.rivulet.store.cohort;

import java.util.List;

/**
 * What a cohort has, and whether it is still as it was when it was saved.
 *
 * @param cohort the version
 * @param members its sessions, by name
 * @param subjects how many people they are of
 * @param sites how many clinics
 * @param checksum SHA-256 over members and their content as saved, hexadecimal: the same whenever
 *     the same version is run
 * @param changed members of which something else is stated now than when it was saved; where there
 *     are none, running it now gives what it gave then, to the last digit
 */
public record CohortManifest(
    CohortVersion cohort,
    List<String> members,
    long subjects,
    long sites,
    String checksum,
    List<String> changed) {
  /** Fewer subjects than this are few enough to be known by what is told of them. */
  public static final int FEW_SUBJECTS = 5;

  /** Keeps lists that nobody changes. */
  public CohortManifest {
    members = List.copyOf(members);
    changed = List.copyOf(changed);
  }

  /** Whether there are so few subjects that figures may point at persons. */
  public boolean fewSubjects() {
    return subjects < FEW_SUBJECTS;
  }
}
