package io.rivulet.console.http;

import io.javalin.http.Context;
import io.rivulet.runtime.http.Problem;
import java.util.Map;
import java.util.Objects;

/** A request that is not carried out; it is answered with the problem and nothing else happens. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  /**
   * Says why.
   *
   * @param headers of the answer
   */
  public RefusedException(Problem problem, Map<String, String> headers) {
    super(problem.status() + " " + problem.code() + ": " + problem.detail());
    this.problem = Objects.requireNonNull(problem, "problem");
    this.headers = Map.copyOf(headers);
  }

  /** Says why. */
  public RefusedException(int status, String code, String title, String detail) {
    this(new Problem(status, code, title, detail), Map.of());
  }

  /** What is answered. */
  public Problem problem() {
    return problem;
  }

  /** Answers with it. */
  public void answer(Context context) {
    headers.forEach(context::header);
    context.header("Cache-Control", "no-store");
    problem.answer(context);
  }
}
