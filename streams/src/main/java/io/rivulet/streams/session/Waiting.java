package io.rivulet.streams.session;

import io.rivulet.streams.live.LiveStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /** Those who wait, who then wait no more. */
  List<String> take() {
    List<String> taken = List.copyOf(owners);
    owners.clear();
    return taken;
  }
}
