package io.rivulet.alerting.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Asks roles whether they can do their work, several at a time. */
final class RoleProbe implements Probe, AutoCloseable {
  private static final int THREADS = 8;

  private final Supplier<List<WatchedRole>> roles;
  private final HttpCalls calls;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "rivulet-watch-roles");
            thread.setDaemon(true);
            return thread;
          });

  RoleProbe(Supplier<List<WatchedRole>> roles, HttpCalls calls) {
    this.roles = roles;
    this.calls = calls;
  }

  @Override
  public Look look(Instant now) throws InterruptedException, ExecutionException {
    List<Future<Observed>> asked = new ArrayList<>();
    for (WatchedRole role : roles.get()) {
      asked.add(executor.submit(() -> ask(role)));
    }
    List<Observed> observed = new ArrayList<>();
    for (Future<Observed> answer : asked) {
      observed.add(answer.get());
    }
    return Look.of(Set.of(Ailment.BRIDGE_BLIND, Ailment.ROLE_DOWN), observed);
  }

  private Observed ask(WatchedRole role) {
    HttpCalls.Called called = calls.get(role.readiness().url(), role.readiness().network());
    if (called.good()) {
      return Observed.well(role.condition());
    }
    String what = (role.bridge() ? "bridge " : "role ") + role.name();
    Duration after = role.after();
    return called.status() == 0
        ? Observed.ill(role.condition(), after, what + " does not answer", called.words())
        : Observed.ill(
            role.condition(),
            after,
            what + " says that it cannot do its work (HTTP " + called.status() + ")",
            called.words());
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
