package io.rivulet.console.overview;

import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.DoseRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.PipelineStatus;
import io.rivulet.store.read.SessionSummary;
import io.rivulet.store.read.TallyRow;
import java.util.List;

/**
 * The questions that the console asks of the store; each means what the method of the same name in
 * {@link ClinicReads} says, and fails as that does.
 */
public interface ClinicView {
  /** Sessions, the one with the newest activity first. */
  List<SessionSummary> sessions(int limit);

  /** Excursions that have not ended, newest start first. */
  List<ExcursionRow> openExcursions(int limit);

  /** Excursions of one session. */
  List<ExcursionRow> excursions(String session);

  /** Doses of one session. */
  List<DoseRow> doses(String session);

  /** Tallies of one session. */
  List<TallyRow> tallies(String session);

  /** How far landing has come. */
  PipelineStatus pipelineStatus();

  /** The store's own answers. */
  static ClinicView over(ClinicReads reads) {
    return new ClinicView() {
      @Override
      public List<SessionSummary> sessions(int limit) {
        return reads.sessions(limit);
      }

      @Override
      public List<ExcursionRow> openExcursions(int limit) {
        return reads.openExcursions(limit);
      }

      @Override
      public List<ExcursionRow> excursions(String session) {
        return reads.excursions(session);
      }

      @Override
      public List<DoseRow> doses(String session) {
        return reads.doses(session);
      }

      @Override
      public List<TallyRow> tallies(String session) {
        return reads.tallies(session);
      }

      @Override
      public PipelineStatus pipelineStatus() {
        return reads.pipelineStatus();
      }
    };
  }
}
