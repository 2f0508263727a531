package io.rivulet.streams.session;

import io.rivulet.streams.live.LiveStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who has something to state that may wait for the next beat. The mark is also the first byte of
 * what is stored, so that a task that takes over states what another one could not any more.
 */
final class Waiting {
  private final Set<String> owners = new LinkedHashSet<>();

  /** Finds who was marked when the stores were last written. */
  void restore(LiveStore<?> store) {
    store.eachHead(
        (owner, head) -> {
          if (head[0] != 0) {
            owners.add(owner);
          }
        });
  }

  void add(String owner) {
    owners.add(owner);
  }

  /**
   * Lets each of those who wait be stated, who then wait no more. One that cannot be is named in
   * the log, and is no reason to leave out the others.
   */
  void each(Consumer<String> statement) {
    for (String owner : take()) {
      Guarded.run("a statement of " + owner.replace('\0', ' '), () -> statement.accept(owner));
    }
  }

  private List<String> take() {
    List<String> taken = List.copyOf(owners);
    owners.clear();
    return taken;
  }
}
