package io.rivulet.simulator.session;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import java.util.List;

/** Where a simulation records what a clinic decides: sessions, weights, bindings, limits. */
public interface SessionSink extends AutoCloseable {
  /**
   * Records a limits profile and returns when it is kept.
   *
   * @throws SessionSinkException where it is not
   */
  void profile(LimitsProfileRecord profile) throws InterruptedException;

  /**
   * Records events in this order and returns when all are kept.
   *
   * @throws SessionSinkException where one is not
   */
  void events(List<SessionEventRecord> events) throws InterruptedException;

  @Override
  void close();
}
