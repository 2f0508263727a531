package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.delivery.HttpClientFactory;
import io.rivulet.alerting.delivery.NetworkFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Calls URLs, one connection for each call: whether a connection can be made is part of what is
 * asked. Redirects are not followed; a call ends in time, whatever the other side does.
 */
final class HttpCalls implements AutoCloseable {
  private static final int MOST_BYTES = 4_096;
  private static final int LONGEST_SHOWN = 300;

  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "rivulet-watch-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What came of a call.
   *
   * @param status the answer's; 0 where there was none
   * @param words what the answer begins with, or why there was none, in one line
   */
  record Called(int status, String words) {
    boolean good() {
      return status >= 200 && status < 300;
    }
  }

  Called get(URI url, Network network) {
    return call(new HttpGet(url), network);
  }

  Called post(URI url, Network network, String text) {
    HttpPost request = new HttpPost(url);
    request.setEntity(new StringEntity(text, ContentType.TEXT_PLAIN.withCharset("UTF-8")));
    return call(request, network);
  }

  private Called call(HttpUriRequestBase request, Network network) {
    long mostMillis = network.connectTimeout().plus(network.answerTimeout()).toMillis();
    ScheduledFuture<?> deadline =
        deadlines.schedule(() -> request.cancel(), mostMillis, TimeUnit.MILLISECONDS);
    try (CloseableHttpClient client = HttpClientFactory.of(network, 1);
        ClassicHttpResponse response =
            client.executeOpen(RoutingSupport.determineHost(request), request, null)) {
      Called called = new Called(response.getCode(), beginning(response));
      response.close();
      return called;
    } catch (IOException | HttpException e) {
      return new Called(
          0,
          request.isCancelled()
              ? "it did not answer within " + mostMillis + " ms"
              : NetworkFailure.words(e));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new Called(0, "it cannot be called: " + e.getMessage());
    } finally {
      deadline.cancel(false);
    }
  }

  private static String beginning(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return "";
    }
    try (InputStream body = response.getEntity().getContent()) {
      String text =
          new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
              .strip()
              .replaceAll("\\p{Cntrl}+", " ");
      // What is left is not read: closing the body would read it to its end.
      response.close();
      return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
