package io.rivulet.console.stream;

import io.rivulet.console.access.Caller;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who a stream is opened for.
 *
 * @param caller as they were then
 * @param again says who it is now; empty where they are signed in no more
 */
public record Listener(Caller caller, Supplier<Optional<Caller>> again) {
  /** Refuses missing parts. */
  public Listener {
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(again, "again");
  }

  /**
   * Whether they may what they might then, neither less nor more: a stream's topics were chosen by
   * it.
   *
   * @throws io.rivulet.store.read.StoreUnavailableException where that cannot be known now
   */
  boolean isUnchanged() {
    return again
        .get()
        .filter(now -> new HashSet<>(now.grants()).equals(new HashSet<>(caller.grants())))
        .isPresent();
  }
}
