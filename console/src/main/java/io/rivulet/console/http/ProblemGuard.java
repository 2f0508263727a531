package io.rivulet.console.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.read.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers, or says as RFC 9457 has it why not, for what every API of the console refuses alike. */
public final class ProblemGuard {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemGuard.class);
  private static final String RETRY_SECONDS = "10";

  private ProblemGuard() {}

  /**
   * Answers a request; what is answered is kept nowhere.
   *
   * @throws Exception where it failed in a way that no caller could mend
   */
  public static void answer(Context context, Handler answer) throws Exception {
    context.header("Cache-Control", "no-store");
    try {
      answer.handle(context);
    } catch (MalformedBodyException e) {
      new Problem(400, "malformed", "The request cannot be read", e.getMessage()).answer(context);
    } catch (IllegalArgumentException e) {
      new Problem(422, "invalid", "A value cannot be", e.getMessage()).answer(context);
    } catch (StoreUnavailableException e) {
      LOG.warn("{} was not answered: {}", context.path(), e.getMessage());
      comeBackLater(
          context,
          "store-unavailable",
          "The database does not answer",
          "it is not there, does not let this console read, or took too long; the log says which");
    }
  }

  /** Says that it may be answered in a while. */
  public static void comeBackLater(Context context, String code, String title, String detail) {
    context.header("Retry-After", RETRY_SECONDS);
    new Problem(503, code, title, detail).answer(context);
  }
}
