package io.rivulet.runtime.health;

/**
 * Whether a role can do its work now.
 *
 * @param ready true only where every connection it needs is there
 * @param detail what is wrong, or what is well, in words
 */
public record Readiness(boolean ready, String detail) {
  /** The liveness of a process that has nothing more to say of it than that it answers. */
  public static final Readiness LIVE = new Readiness(true, "live");
}
