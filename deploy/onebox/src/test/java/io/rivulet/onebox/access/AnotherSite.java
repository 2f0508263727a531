package io.rivulet.onebox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.onebox.OneBox;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One of each thing that a path can name, all of them at site "north", as somebody there made it.
 */
final class AnotherSite {
  /** Who tells whom of alerts: a schedule, and so its overrides, of site "north". */
  static final String PLAN =
      """
      channels:
        log:
          type: log
      people:
        anna:
          name: Anna Perera
          contacts:
            - {channel: log, address: anna}
      schedules:
        north-ward:
          zone: UTC
          layers:
            - name: shifts
              people: [anna]
              shift: P1D
              handover: 08:00
              start: 2026-01-05
      policies:
        north:
          steps:
            - targets: [{schedule: north-ward}]
          lastResort: [{channel: log}]
        others:
          steps:
            - targets: [{channel: log}]
          lastResort: [{channel: log}]
      routes:
        policy: others
        routes:
          - name: north
            match: site = north
            policy: north
            groupBy: [site, session]
      """;

  private static final String LIMITS =
      "{'id':'day','plausible':{},'limits':{'systolic':{'high':{'warning':160}}},"
          + "'hysteresis':{'systolic':5},'confirm':{'readings':2,'withinSeconds':1200}}";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final OneBox box;
  private final URI page;
  private final String token;
  private final Instant now =
      InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
  private final Map<String, String> names = new HashMap<>();

  private AnotherSite(OneBox box, String token) {
    this.box = box;
    this.page = box.page().orElseThrow();
    this.token = token;
  }

  /**
   * Makes them.
   *
   * @param token of somebody with every role everywhere
   * @return what stands in a path for each name in braces
   */
  static Map<String, String> fill(OneBox box, String token) throws Exception {
    AnotherSite site = new AnotherSite(box, token);
    site.clinic();
    site.alerting();
    site.research();
    return Map.copyOf(site.names);
  }

  private void clinic() throws Exception {
    made(
        "sessions",
        "{'eventId':'open','session':'s-north','site':'north','subject':'subject-north','drug':'Ketamine',"
            + "'dosePerKg':0.5,'duration':'PT40M'}");
    made(
        "series",
        "{'eventId':'course','series':'c-north','site':'north','subject':'subject-north','drug':'Ketamine',"
            + "'blocks':[{'sessions':6,'dosePerKg':0.5,'daysBetween':2}]}");
    made("sessions/s-north/bind", "{'eventId':'bind','from':'" + now + "','device':'pump-north'}");
    try (Connection connection =
            DriverManager.getConnection(
                box.settings().get(Catalogue.DATABASE_URL),
                box.settings().get(Catalogue.DATABASE_USER),
                box.settings().find(Catalogue.DATABASE_PASSWORD).orElse(""));
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO rivulet.device (device, site, last_received_time)
            VALUES ('pump-north', 'north', now())
            ON CONFLICT (device) DO UPDATE SET last_received_time = now();
          INSERT INTO rivulet.series VALUES ('c-north', 'north', 'subject-north', 'Ketamine', 'IV', 'mg/kg',
            '[]', '[]', NULL, now(), NULL, now()) ON CONFLICT DO NOTHING;
          INSERT INTO rivulet.series_event (event_id, series, recorded_time, recorded_by, kind,
            effective_from, body) VALUES ('o-north', 'c-north', now(), 'test', 'outcome', now(),
            '{"instrument": "PHQ-9", "afterSessions": 0, "score": 20}');
          """);
    }
    names.put("session", "s-north");
    names.put("device", "pump-north");
    names.put("verb", "weight");
    names.put("series", "c-north");
    names.put("table", "doses");
    names.put("profile", "day");
  }

  private void alerting() throws Exception {
    AlertRecord alert =
        AlertRecord.newBuilder()
            .setId("a-north")
            .setSession("s-north")
            .setSite("north")
            .setKind("physiological")
            .setCategory("SPO2_EXCURSION")
            .setPriority("high")
            .setPresent(true)
            .setRevision(1)
            .setStart(now.truncatedTo(ChronoUnit.MICROS))
            .setDetail("SpO2 low, 81 %, limit 88 %")
            .build();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", box.settings().get(Catalogue.KAFKA_BOOTSTRAP_SERVERS)),
            new StringSerializer(),
            new ByteArraySerializer())) {
      String topic = Topic.ALERTS.kafkaName(box.settings().get(Catalogue.TOPIC_PREFIX));
      producer
          .send(
              new ProducerRecord<>(topic, "a-north", AvroSerde.of(AlertRecord.class).encode(alert)))
          .get();
    }
    names.put("alert", "a-north");
    names.put("incident", first("incidents", "incidents"));
    names.put("delivery", first("deliveries", "deliveries"));
    names.put("schedule", "north-ward");
    names.put("channel", "log");
    names.put(
        "silence",
        made(
                "silences",
                "{'eventId':'hush','matchers':['site = north'],'reason':'repair','ends':'"
                    + now.plusSeconds(3000)
                    + "'}")
            .at("/silence/id")
            .asText());
    names.put(
        "override",
        made(
                "overrides",
                "{'eventId':'turn','schedule':'north-ward','person':'anna','from':'"
                    + now.plusSeconds(3000)
                    + "','until':'"
                    + now.plusSeconds(6000)
                    + "','reason':'swap'}")
            .at("/override/id")
            .asText());
  }

  private String first(String path, String list) {
    return await(path)
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> read(call(path, null).body()).path(list).path(0).path("id").asText(),
            id -> !id.isEmpty());
  }

  private void research() throws Exception {
    await("the session")
        .atMost(Duration.ofSeconds(30))
        .until(() -> call("history/sessions", null).body().contains("s-north"));
    names.put(
        "backtest",
        made("backtests", "{'eventId':'again','sessions':['s-north'],'limits':" + LIMITS + "}")
            .path("backtest")
            .asText());
    made("cohorts", "{'eventId':'choose','definition':'name: chosen\\ndrugs: Ketamine\\n'}");
    names.put("name", "chosen");
    names.put("version", "1");
  }

  private JsonNode made(String path, String body) throws Exception {
    HttpResponse<String> answer = call(path, body.replace('\'', '"'));
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 202);
    return read(answer.body());
  }

  private HttpResponse<String> call(String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(page.resolve("/api/v1/" + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json");
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode read(String body) {
    try {
      return JsonMapper.builder().build().readTree(body);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(body, e);
    }
  }
}
