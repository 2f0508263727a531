package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * An archive of some sessions, whatever else is remembered.
 *
 * @param archive where they are
 * @param sessions their names, each once
 * @param before told of each that is opened; may throw, which ends the run
 */
record OnlyThese(Archive archive, List<String> sessions, Consumer<String> before)
    implements Archive {
  OnlyThese {
    sessions = List.copyOf(sessions);
  }

  @Override
  public List<String> sessions(Instant from, Instant to) {
    return sessions;
  }

  @Override
  public List<LimitsProfileRecord> limits() {
    return archive.limits();
  }

  @Override
  public Past open(String session) {
    before.accept(session);
    return archive.open(session);
  }
}
