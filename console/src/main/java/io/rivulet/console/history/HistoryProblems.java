package io.rivulet.console.history;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.read.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of what was refused why, as RFC 9457 has it. */
final class HistoryProblems {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryProblems.class);
  private static final String RETRY_SECONDS = "10";

  /** Answers, or says why not. */
  void guard(Context context, Handler answer) throws Exception {
    context.header("Cache-Control", "no-store");
    try {
      answer.handle(context);
    } catch (MalformedBodyException e) {
      new Problem(400, "malformed", "The request cannot be read", e.getMessage()).answer(context);
    } catch (NotAcceptableException e) {
      String way = "accept one of " + ExportFormat.words() + ", or give format=";
      new Problem(406, "not-acceptable", "No such format is written", way).answer(context);
    } catch (UnknownSessionException e) {
      new Problem(404, "no-such-session", "It is not known", e.getMessage()).answer(context);
    } catch (UnknownCohortException e) {
      new Problem(404, "no-such-cohort", "It is not known", e.getMessage()).answer(context);
    } catch (TooManyStreamsException e) {
      context.header("Retry-After", RETRY_SECONDS);
      new Problem(503, "too-many-streams", "Come back later", e.getMessage()).answer(context);
    } catch (ResearchUnavailableException e) {
      new Problem(503, "no-research-login", "Researchers read nothing here", e.getMessage())
          .answer(context);
    } catch (IllegalArgumentException e) {
      new Problem(422, "invalid", "A value cannot be", e.getMessage()).answer(context);
    } catch (StoreUnavailableException e) {
      LOG.warn("{} was not answered: {}", context.path(), e.getMessage());
      context.header("Retry-After", RETRY_SECONDS);
      new Problem(
              503,
              "store-unavailable",
              "The database does not answer",
              "it is not there, or took longer than console.history.limit; the log says which")
          .answer(context);
    }
  }
}
