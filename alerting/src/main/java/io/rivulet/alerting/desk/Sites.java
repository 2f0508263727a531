package io.rivulet.alerting.desk;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Of which clinics somebody may know. What is of no clinic, such as an alert about alerting itself,
 * is for those who may know of all.
 *
 * @param only their names; of all, those that come to be later too, where empty
 */
public record Sites(Optional<Set<String>> only) {
  /** Everything, what is of no clinic too. */
  public static final Sites ALL = new Sites(Optional.empty());

  /** Copies the names. */
  public Sites {
    Objects.requireNonNull(only, "only");
    only = only.map(Set::copyOf);
  }

  /** These and no others; none is allowed, and then nothing is. */
  public static Sites of(Set<String> names) {
    return new Sites(Optional.of(names));
  }

  /** Whether what is of this clinic, or of none, is among them. */
  public boolean include(Optional<String> site) {
    return only.isEmpty() || site.filter(only.get()::contains).isPresent();
  }

  /** Whether these are all. */
  public boolean all() {
    return only.isEmpty();
  }
}
