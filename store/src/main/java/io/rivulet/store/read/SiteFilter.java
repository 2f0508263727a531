package io.rivulet.store.read;

import java.util.Optional;
import java.util.Set;

/** Keeps to some sites, or to none in particular. */
record SiteFilter(String[] sites) {
  /** Empty for every site. */
  static SiteFilter of(Optional<Set<String>> sites) {
    return new SiteFilter(sites.map(names -> names.toArray(String[]::new)).orElse(null));
  }

  /** Null for every site; a statement says {@code ?::text[] IS NULL OR site = ANY (?)}. */
  Object parameter() {
    return sites;
  }
}
