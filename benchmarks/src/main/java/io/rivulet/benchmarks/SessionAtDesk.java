package io.rivulet.benchmarks;

import io.rivulet.domain.identity.SessionId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** One session as its page asks for it: its course, and observations that somebody records. */
final class SessionAtDesk {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;
  private final String token;

  SessionAtDesk(URI console, String token, SessionId session) {
    this.root = console.resolve("/api/v1/sessions/" + session.value() + "/");
    this.token = token;
  }

  /** How long its course takes, and how large it is, for a browser. */
  List<Figure> course() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpResponse<byte[]> answer =
        http.send(
            request("course").header("Accept-Encoding", "gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    double millis = (System.nanoTime() - begun) / 1e6;
    require(answer, 200);
    return List.of(
        Figure.once("one course", "ms", millis),
        Figure.once("one course, as sent", "KB", answer.body().length / 1024.0));
  }

  /** How long until an observation is recorded, and until a page of the session has it. */
  List<Figure> observations(int times, StreamPages pages, InstantSource clock)
      throws IOException, InterruptedException {
    List<Double> recorded = new ArrayList<>();
    List<Double> read = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      String key = "observed-" + i;
      String body =
          "{\"eventId\":\"%s\",\"at\":\"%s\",\"kind\":\"NAUSEA\",\"score\":%d}"
              .formatted(key, clock.instant(), i % 11);
      long begun = System.nanoTime();
      HttpResponse<byte[]> answer =
          http.send(
              request("observe")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      recorded.add((System.nanoTime() - begun) / 1e6);
      require(answer, 201);
      read.add((await(pages, key) - begun) / 1e6);
    }
    return times == 0
        ? List.of()
        : List.of(
            new Figure("observation to its answer", "ms", recorded),
            new Figure("observation to its event", "ms", read));
  }

  private static long await(StreamPages pages, String key) {
    long untilNanos = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      OptionalLong found = pages.observedNanos(key);
      if (found.isPresent()) {
        return found.getAsLong();
      }
      if (System.nanoTime() - untilNanos > 0) {
        throw new IllegalStateException(key + " was at no page within " + LIMIT);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private static void require(HttpResponse<byte[]> answer, int status) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          "%s was answered with %d, not %d"
              .formatted(answer.uri().getPath(), answer.statusCode(), status));
    }
  }
}
