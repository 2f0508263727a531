package io.rivulet.console.stream;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** Who is to be told of something new. */
final class Pages {
  private final Set<Runnable> all = new CopyOnWriteArraySet<>();

  void join(Runnable page) {
    all.add(page);
  }

  void leave(Runnable page) {
    all.remove(page);
  }

  void tell() {
    all.forEach(Runnable::run);
  }

  boolean none() {
    return all.isEmpty();
  }
}
