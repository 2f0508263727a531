package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.history.HistoryApi;
import io.rivulet.console.history.HistoryConfig;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryApiIT {
  private static final Path GOLDEN = Path.of("src/test/resources/openapi-history.json");
  private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int SAMPLES = 60_000;
  private static final String TOKEN = "a-token-of-a-researcher";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestClinic clinic;
  private static Console console;

  /** Another with little time for an answer and room for two at a time. */
  private static HistoryApi hurried;

  private static Console hurriedConsole;

  @BeforeAll
  static void start() throws Exception {
    clinic = TestClinic.start();
    clinic.session("s-1", "P-1", "ketamine", BEGIN);
    clinic.session("s-2", "P-2", "ketamine", BEGIN.plusSeconds(100_000));
    clinic.bound("s-1", "pump-1");
    clinic.put(
        """
        INSERT INTO rivulet.pump_sample (device, device_time, sequence, site, received_time, drug,
          state, rate_ml_per_hour, delivered_nl, mqtt_duplicate)
        SELECT 'pump-1', ?::timestamptz + n * interval '1 second', n, 'colombo-1',
          ?::timestamptz + n * interval '1 second', 'ketamine', 'RUN', n, n, false
        FROM generate_series(1, ?) n
        """,
        BEGIN,
        BEGIN,
        SAMPLES);
    console = console(history(new HistoryConfig(2, LIMIT)));
    hurried = history(new HistoryConfig(2, Duration.ofSeconds(3)));
    hurriedConsole = console(hurried);
  }

  private static HistoryApi history(HistoryConfig config) {
    return new HistoryApi(
        config,
        (caller, request) -> HistoryAccess.whole(clinic.database()),
        InstantSource.fixed(BEGIN),
        () -> {});
  }

  private static Console console(HistoryApi history) {
    return Console.start(
        new ConsoleConfig("127.0.0.1", 0),
        TestAccess.tokens(Map.of(TOKEN, "researcher")),
        clinic.reads(),
        List::of,
        Optional.empty(),
        List.of(history),
        InstantSource.system(),
        new SimpleMeterRegistry());
  }

  @AfterAll
  static void end() {
    hurriedConsole.close();
    console.close();
    clinic.close();
  }

  @Test
  @Requirement("HIST-030")
  void nobodyWithoutATokenLearnsAnything() throws Exception {
    for (String token : new String[] {null, "wrong", ""}) {
      HttpResponse<String> answer = send(token, "/sessions?colour=red", "application/json");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(JSON.readTree(answer.body()).get("type").asText())
          .isEqualTo("urn:rivulet:problem:not-signed-in");
    }
  }

  @ParameterizedTest
  @Requirement("HIST-031")
  @CsvSource({
    "json,         application/json",
    "ndjson,       application/x-ndjson",
    "csv,          text/csv",
    "parquet,      application/vnd.apache.parquet",
    "arrow,        application/vnd.apache.arrow.stream"
  })
  void everyFormatIsChosenByAcceptOrByName(String format, String mediaType) throws Exception {
    HttpResponse<String> named = send(TOKEN, "/sessions?format=" + format, "text/html");
    HttpResponse<String> accepted = send(TOKEN, "/sessions", "text/html, " + mediaType + ";q=0.9");

    for (HttpResponse<String> answer : List.of(named, accepted)) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(mediaType);
      assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
          .startsWith("inline; filename=\"sessions.");
    }
    assertThat(named.body()).isEqualTo(accepted.body());
  }

  @ParameterizedTest
  @Requirement("HIST-032")
  @CsvSource(
      delimiter = '|',
      value = {
        "/sessions?colour=red | 400 | unknown parameter",
        "/sessions?site=a&site=b | 400 | more than once",
        "/sessions?format=xlsx | 422 | json, ndjson, csv, parquet, arrow",
        "/sessions?limit=0 | 422 | 1 to 1000000",
        "/sessions?limit=1000001 | 422 | 1 to 1000000",
        "/sessions?limit=99999999999999999999 | 422 | limit",
        "/sessions?after=abc | 422 | cursor",
        "/sessions?cursors=maybe | 422 | cursors",
        "/sessions?from=yesterday | 422 | 2026-11-21T09:30:00Z",
        "/sessions?from=-999999999-01-01T00:00:00Z | 422 | 1900",
        "/sessions?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | 422 | empty",
        "/sessions?minDosePerKg=NaN | 422 | no number",
        "/sessions?state=late | 422 | open, closed",
        "/sessions?site= | 422 | 1 to 200",
        "/sessions?minScore=3 | 422 | instrument",
        "/sessions/s-1/pump-samples?to=+999999999-12-31T23:59:59Z | 422 | to",
        "/sessions/s-1/series | 422 | measure is missing",
        "/sessions/s-1/series?measure=blood | 422 | heartRate",
        "/sessions/s-1/series?measure=rate&form=pie | 422 | bucketed",
        "/sessions/s-1/series?measure=rate&form=lttb&points=2 | 422 | 3 to 100000",
        "/sessions/s-1/series?measure=rate&form=lttb&points=1000000000 | 422 | 3 to 100000",
        "/sessions/s-1/series?measure=rate&form=bucketed&bucket=PT0.5S | 422 | PT1S",
        "/sessions/s-1/series?measure=rate&form=bucketed&bucket=PT99999999999999999H | 422 |"
            + " bucket",
        "/sessions/s-1/series?measure=rate&form=lttb&limit=5 | 422 | whole",
        "/sessions/nobody/alerts | 404 | /sessions lists them",
        "/alarm-burden?site=a | 422 | from and to",
        "/alarm-burden?from=1900-01-01T00:00:00Z&to=2100-01-01T00:00:00Z | 422 | ten years",
      })
  void whatCannotBeIsRefusedWithTheWayOut(String path, int status, String says) throws Exception {
    HttpResponse<String> answer = send(TOKEN, path.replace("+", "%2B"), "*/*");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).contains(says);
  }

  @Test
  @Requirement("HIST-032")
  void aFormatThatNobodyWritesIsNotAcceptable() throws Exception {
    HttpResponse<String> answer = send(TOKEN, "/sessions", "application/vnd.ms-excel");

    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(answer.body()).contains("ndjson");
  }

  @Test
  @Requirement("HIST-033")
  void sqlInAnyParameterIsAText() throws Exception {
    String hostile =
        URLEncoder.encode("x' OR 1=1; DROP TABLE rivulet.session;--", StandardCharsets.UTF_8);
    for (String field : List.of("site", "drug", "subject", "series", "instrument")) {
      JsonNode answer = json("/sessions?" + field + "=" + hostile);
      assertThat(answer.get("rows")).isEmpty();
    }
    for (String field :
        List.of(
            "from",
            "minDosePerKg",
            "state",
            "excursion",
            "component",
            "limit",
            "after",
            "format")) {
      assertThat(send(TOKEN, "/sessions?" + field + "=" + hostile, "*/*").statusCode())
          .isEqualTo(422);
    }
    String path = hostile.replace("+", "%20");
    assertThat(send(TOKEN, "/sessions/" + path + "/alerts", "*/*").statusCode()).isEqualTo(404);
    assertThat(json("/devices/" + path).get("rows")).isEmpty();
    assertThat(json("/sessions").get("rows")).hasSize(2);
  }

  @Test
  @Requirement("HIST-034")
  void pagesOfSessionsFollowOneAnother() throws Exception {
    JsonNode first = json("/sessions?limit=1");
    JsonNode second = json("/sessions?limit=1&after=" + first.get("next").asText());

    assertThat(first.get("rows").get(0).get("session").asText()).isEqualTo("s-1");
    assertThat(second.get("rows").get(0).get("session").asText()).isEqualTo("s-2");
    assertThat(first.get("complete").asBoolean()).isTrue();
    HttpResponse<String> other =
        send(TOKEN, "/sessions?limit=1&site=x&after=" + first.get("next").asText(), "*/*");
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @Test
  @Requirement("HIST-034")
  void aDownloadOfEveryRowGoesOnAfterTheLastRowThatCame() throws Exception {
    String all = "/sessions/s-1/pump-samples?format=ndjson&cursors=true";
    List<String> lines = send(TOKEN, all, "*/*").body().lines().toList();
    assertThat(lines).hasSize(SAMPLES);
    String cursor = JSON.readTree(lines.get(SAMPLES - 10)).get("cursor").asText();

    List<String> rest = send(TOKEN, all + "&after=" + cursor, "*/*").body().lines().toList();

    assertThat(rest).isEqualTo(lines.subList(SAMPLES - 9, SAMPLES));
  }

  @Test
  @Requirement("HIST-035")
  void aChartOfASessionHasItsUnit() throws Exception {
    JsonNode chart = json("/sessions/s-1/series?measure=rate&form=bucketed&bucket=PT1H");

    assertThat(chart.get("columns").get(3).get("unit").asText()).isEqualTo("mL/h");
    assertThat(chart.get("rows").get(0).get("count").asInt()).isEqualTo(3_599);
    assertThat(json("/sessions/s-1/series?measure=rate&form=lttb&points=100").get("rows"))
        .hasSize(100);
  }

  @Test
  @Requirement("HIST-036")
  void clientsThatDoNotReadHoldNothingForLongAndNobodyElseUp() throws Exception {
    List<Socket> idle = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      idle.add(silent("/sessions/s-1/pump-samples?format=ndjson"));
    }
    await().atMost(LIMIT).until(() -> hurried.underWay() == 2);

    HttpResponse<String> refused = sendTo(hurriedConsole, TOKEN, "/sessions", "*/*");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    assertThat(refused.body()).contains("console.history.streams.max");

    await().atMost(LIMIT).until(() -> hurried.underWay() == 0);
    await().atMost(LIMIT).until(() -> copies() == 0);
    assertThat(sendTo(hurriedConsole, TOKEN, "/sessions", "*/*").statusCode()).isEqualTo(200);
    for (Socket socket : idle) {
      socket.setSoTimeout(10_000);
      assertThat(endsWhole(socket)).isFalse();
      socket.close();
    }
  }

  @Test
  @Requirement("HIST-036")
  void aClientThatGoesEndsItsQuestion() throws Exception {
    Socket socket = silent("/sessions/s-1/pump-samples?format=csv");
    await().atMost(LIMIT).until(() -> hurried.underWay() == 1);
    socket.close();

    await().atMost(Duration.ofSeconds(2)).until(() -> hurried.underWay() == 0);
    await().atMost(LIMIT).until(() -> copies() == 0);
  }

  @Test
  @Requirement("HIST-037")
  void theDescriptionIsTheReviewedOneAndEveryPathInItIsAnswered() throws Exception {
    String described = send(null, "/openapi.json", "*/*").body();

    if (Boolean.getBoolean("rivulet.golden.write")) {
      Files.writeString(GOLDEN, described);
    }
    assertThat(JSON.readTree(described)).isEqualTo(JSON.readTree(GOLDEN.toFile()));
    JsonNode paths = JSON.readTree(described).get("paths");
    assertThat(paths.size()).isEqualTo(14);
    paths
        .fieldNames()
        .forEachRemaining(
            path -> {
              String asked =
                  path.replace("/api/v1/history", "")
                          .replace("{session}", "s-1")
                          .replace("{device}", "pump-1")
                          .replace("{series}", "c-1")
                      + (path.endsWith("series") ? "?measure=rate&form=lttb" : "")
                      + (path.endsWith("burden")
                          ? "?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z"
                          : "")
                      + (path.endsWith("alert-counts")
                          ? "?by=kind&from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z"
                          : "");
              assertThat(status(asked)).as(path).isEqualTo(200);
            });
    assertThat(paths.get("/api/v1/history/sessions").at("/get/responses/200/content").fieldNames())
        .toIterable()
        .contains("text/csv", "application/vnd.apache.parquet");
  }

  private static int status(String path) {
    try {
      return send(TOKEN, path, "*/*").statusCode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(TOKEN, path, "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> send(String token, String path, String accept)
      throws IOException, InterruptedException {
    return sendTo(console, token, path, accept);
  }

  private static HttpResponse<String> sendTo(
      Console asked, String token, String path, String accept)
      throws IOException, InterruptedException {
    URI uri = asked.uri().resolve("/api/v1/history" + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(LIMIT).header("Accept", accept);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(
        request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  /** Asks the hurried one and reads nothing. */
  private static Socket silent(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", hurriedConsole.port()));
    String request =
        "GET /api/v1/history%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, TOKEN);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Whether the answer came to its end, which chunked encoding marks. */
  private static boolean endsWhole(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      Matcher end = Pattern.compile("\r\n0\r\n\r\n$").matcher(all);
      return end.find();
    } catch (IOException e) {
      return false;
    }
  }

  private static long copies() throws SQLException {
    try (Connection connection = clinic.database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%' AND state ="
                    + " 'active'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
