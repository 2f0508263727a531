package io.rivulet.onebox.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Requirement("DEPLOY-001")
@ExtendWith(WhereContainersRun.class)
class ContainerServersIT {
  private static ContainerServers servers;

  @BeforeAll
  static void start() {
    servers = ContainerServers.start();
  }

  @AfterAll
  static void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void theBrokerDeliversAtQosOne() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    String topic = "rivulet/v1/site/device/pump";
    IMqttMessageListener keep =
        (from, message) ->
            received.add(message.getQos() + " " + new String(message.getPayload(), UTF_8));
    MqttClient client = new MqttClient(servers.mqttUri(), "servers-it", new MemoryPersistence());
    client.setTimeToWait(10_000);
    try {
      client.connect();
      client.subscribe(
          new MqttSubscription[] {new MqttSubscription(topic, 1)},
          new IMqttMessageListener[] {keep});

      client.publish(topic, "1.25 mL".getBytes(UTF_8), 1, false);

      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("1 1.25 mL");
      client.disconnect();
    } finally {
      client.close();
    }
  }

  @Test
  void kafkaGivesBackWhatWasProduced() throws Exception {
    Map<String, Object> producing =
        Map.of("bootstrap.servers", servers.kafkaBootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(producing, new StringSerializer(), new StringSerializer())) {
      producer
          .send(new ProducerRecord<>("servers-it", "pump-1", "1.25 mL"))
          .get(30, TimeUnit.SECONDS);
    }

    Map<String, Object> consuming =
        Map.of(
            "bootstrap.servers",
            servers.kafkaBootstrapServers(),
            "group.id",
            UUID.randomUUID().toString(),
            "auto.offset.reset",
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(consuming, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("servers-it"));
      ConsumerRecord<String, String> first =
          await()
              .pollInSameThread()
              .atMost(Duration.ofSeconds(30))
              .until(() -> consumer.poll(Duration.ofMillis(500)), records -> !records.isEmpty())
              .iterator()
              .next();
      assertThat(first.key()).isEqualTo("pump-1");
      assertThat(first.value()).isEqualTo("1.25 mL");
    }
  }

  @Test
  void theDatabaseRunsSql() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                servers.jdbcUrl(), servers.databaseUser(), servers.databasePassword());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE dose (session text PRIMARY KEY, amount_mg numeric)");
      statement.execute("INSERT INTO dose VALUES ('s-1', 41.988)");
      try (ResultSet row =
          statement.executeQuery(
              "SELECT amount_mg, current_setting('server_version_num')::int FROM dose")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getBigDecimal(1)).isEqualByComparingTo("41.988");
        assertThat(row.getInt(2)).isGreaterThanOrEqualTo(150_000);
      }
    }
  }
}
