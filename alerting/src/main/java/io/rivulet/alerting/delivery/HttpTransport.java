package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.payload.HttpMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Posts to one receiver. Redirects are never followed, nothing is tried again here, nothing is
 * remembered from one request for the next. Every request ends in time, whatever the receiver does.
 */
final class HttpTransport implements AutoCloseable {
  /** The most that is read of an answer. */
  static final int MOST_BYTES = 64 * 1024;

  private static final int MOST_SHOWN_BYTES = 4_096;

  private final CloseableHttpClient client;
  private final long totalMillis;
  private final ScheduledExecutorService deadlines;
  private final InstantSource clock;

  /**
   * A transport.
   *
   * @param threads how many post at once
   * @param deadlines ends requests that take too long
   */
  HttpTransport(
      Network network, int threads, ScheduledExecutorService deadlines, InstantSource clock) {
    this.client = HttpClientFactory.of(network, threads);
    this.totalMillis = network.connectTimeout().plus(network.answerTimeout()).toMillis();
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /** Posts, and says what came of it; never throws for what a receiver or a network can do. */
  Outcome post(HttpMessage message) {
    HttpPost request = new HttpPost(message.url());
    message.headers().forEach(request::setHeader);
    request.setEntity(
        new ByteArrayEntity(message.bytes(), ContentType.parse(message.contentType())));
    ScheduledFuture<?> deadline =
        deadlines.schedule(() -> request.cancel(), totalMillis, TimeUnit.MILLISECONDS);
    try (ClassicHttpResponse response =
        client.executeOpen(RoutingSupport.determineHost(request), request, null)) {
      return answer(response).outcome(now());
    } catch (IOException | HttpException | UncheckedIOException e) {
      return Outcome.failed(
          request.isCancelled()
              ? "the receiver did not answer within " + totalMillis + " ms"
              : NetworkFailure.words(e));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Outcome.failed("it cannot be posted: " + e.getMessage());
    } finally {
      deadline.cancel(false);
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private static HttpAnswer answer(ClassicHttpResponse response) {
    return new HttpAnswer(
        response.getCode(),
        header(response, "Retry-After"),
        header(response, "Location"),
        beginning(response));
  }

  private static Optional<String> header(ClassicHttpResponse response, String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /**
   * What the body begins with. It is read to its end, so that the connection can be used again, as
   * far as it is not longer than what is bearable. The status alone decides, so a body that breaks
   * off changes nothing.
   */
  private static String beginning(ClassicHttpResponse response) {
    if (response.getEntity() == null) {
      return "";
    }
    try (InputStream body = response.getEntity().getContent()) {
      byte[] read = body.readNBytes(MOST_BYTES);
      if (read.length == MOST_BYTES) {
        // Closing the body would read on to its end.
        response.close();
      }
      return new String(read, 0, Math.min(read.length, MOST_SHOWN_BYTES), StandardCharsets.UTF_8);
    } catch (IOException brokenOff) {
      return "(the answer broke off: " + NetworkFailure.words(brokenOff) + ")";
    }
  }

  @Override
  public void close() {
    client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }
}
