package io.rivulet.console.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives up on a request whose body takes longer than a limit to arrive. Whoever sends one byte now
 * and then would otherwise keep a thread for as long as they like, and there are few of them.
 */
public final class SlowBodies extends Handler.Wrapper {
  private final long limitNanos;

  /**
   * With this limit.
   *
   * @param limit from the beginning of a request to the last byte of its body
   */
  public SlowBodies(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    long begunNanos = System.nanoTime();
    return super.handle(
        new Request.Wrapper(request) {
          @Override
          public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            boolean late = System.nanoTime() - begunNanos > limitNanos;
            if (!late || chunk == null || chunk.isLast() || Content.Chunk.isFailure(chunk)) {
              return chunk;
            }
            boolean unused = Objects.requireNonNull(chunk).release();
            TimeoutException failure =
                new TimeoutException(
                    "the body did not arrive within " + limitNanos / 1_000_000 + " ms");
            fail(failure);
            return Content.Chunk.from(failure);
          }
        },
        response,
        callback);
  }
}
