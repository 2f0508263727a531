package io.rivulet.console.backtest;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Sessions n-1 and n-2 of north, s-1 of south; their pseudonyms have {@code p-} before. */
public final class FakeBacktests implements Backtests {
  private static final List<String> SESSIONS = List.of("n-1", "n-2", "s-1");

  private final CountDownLatch held;
  private final List<String> ran = new ArrayList<>();

  private FakeBacktests(CountDownLatch held) {
    this.held = held;
  }

  /** Runs are done at once. */
  public static FakeBacktests quick() {
    return new FakeBacktests(new CountDownLatch(0));
  }

  /** Runs wait before their second session until they are released. */
  static FakeBacktests held(CountDownLatch until) {
    return new FakeBacktests(until);
  }

  /** Sessions that were judged. */
  synchronized List<String> ran() {
    return List.copyOf(ran);
  }

  @Override
  public List<LimitsVersion> limits() {
    return List.of(
        new LimitsVersion("north-adults", 1, Instant.EPOCH, "{\"id\":\"north-adults\"}"));
  }

  @Override
  public void check(String limits) {
    if (limits.contains("impossible")) {
      throw new IllegalArgumentException("hysteresis is \"impossible\", not a number");
    }
  }

  @Override
  public List<ChosenSession> find(Collection<String> names) {
    return find(names, false);
  }

  @Override
  public List<ChosenSession> ofPseudonyms(String by, Collection<String> pseudonyms) {
    return find(pseudonyms, true);
  }

  private static List<ChosenSession> find(Collection<String> names, boolean pseudonyms) {
    String prefix = pseudonyms ? "p-" : "";
    return SESSIONS.stream()
        .filter(session -> names.contains(prefix + session))
        .map(
            session ->
                new ChosenSession(
                    session,
                    session.startsWith("n") ? "north" : "south",
                    prefix + session,
                    new ChosenSession.Disguise(pseudonyms, pseudonyms ? 3 : 0)))
        .toList();
  }

  @Override
  public void run(List<ChosenSession> sessions, String limits, Writer report, Watcher watcher)
      throws IOException {
    for (int i = 0; i < sessions.size(); i++) {
      watcher.done(i);
      if (i == 1) {
        await();
        watcher.done(i);
      }
      synchronized (this) {
        ran.add(sessions.get(i).session());
      }
    }
    report.write("{\"sessions\":" + sessions.size() + "}");
  }

  private void await() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
