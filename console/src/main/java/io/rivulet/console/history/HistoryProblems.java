package io.rivulet.console.history;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.rivulet.console.http.ProblemGuard;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.export.ExportFormat;

/** Says of what was refused why, as RFC 9457 has it. */
final class HistoryProblems {
  /** Answers, or says why not. */
  void guard(Context context, Handler answer) throws Exception {
    ProblemGuard.answer(context, guarded -> answerHistory(guarded, answer));
  }

  private static void answerHistory(Context context, Handler answer) throws Exception {
    try {
      answer.handle(context);
    } catch (NotAcceptableException e) {
      String way = "accept one of " + ExportFormat.words() + ", or give format=";
      new Problem(406, "not-acceptable", "No such format is written", way).answer(context);
    } catch (UnknownSessionException e) {
      new Problem(404, "no-such-session", "It is not known", e.getMessage()).answer(context);
    } catch (UnknownCohortException e) {
      new Problem(404, "no-such-cohort", "It is not known", e.getMessage()).answer(context);
    } catch (TooManyStreamsException e) {
      ProblemGuard.comeBackLater(context, "too-many-streams", "Come back later", e.getMessage());
    } catch (ResearchUnavailableException e) {
      new Problem(503, "no-research-login", "Researchers read nothing here", e.getMessage())
          .answer(context);
    }
  }
}
