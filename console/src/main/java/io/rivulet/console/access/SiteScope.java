package io.rivulet.console.access;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** At which sites something is allowed. */
public sealed interface SiteScope {
  /** No site. */
  SiteScope NONE = new Only(Set.of());

  /** Whether a site is among them. */
  boolean includes(String site);

  /** These and those. */
  SiteScope with(SiteScope other);

  /** Those of these that are among those. */
  SiteScope and(SiteScope other);

  /** Their names, as the store is asked for them; empty where it is every site. */
  default Optional<Set<String>> names() {
    return this instanceof Only only ? Optional.of(only.sites()) : Optional.empty();
  }

  /** Every site, those that come to be later too. */
  record All() implements SiteScope {
    @Override
    public boolean includes(String site) {
      return true;
    }

    @Override
    public SiteScope with(SiteScope other) {
      return this;
    }

    @Override
    public SiteScope and(SiteScope other) {
      return other;
    }
  }

  /**
   * These sites and no others.
   *
   * @param sites their names; none is allowed, and then nothing is
   */
  record Only(Set<String> sites) implements SiteScope {
    /** Copies the names. */
    public Only {
      sites = Set.copyOf(sites);
    }

    @Override
    public boolean includes(String site) {
      return sites.contains(site);
    }

    @Override
    public SiteScope with(SiteScope other) {
      if (other instanceof Only more) {
        Set<String> both = new TreeSet<>(sites);
        both.addAll(more.sites);
        return new Only(both);
      }
      return other;
    }

    @Override
    public SiteScope and(SiteScope other) {
      return new Only(sites.stream().filter(other::includes).collect(Collectors.toSet()));
    }
  }
}
