package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.ingest.kafka.KafkaTarget;
import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.PrivateAuthority;
import io.rivulet.testkit.PrivateAuthority.Identity;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The bridge's Kafka clients against a Kafka that asks for TLS, a user and a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Requirement("BRIDGE-036")
class KafkaSecurityIT {
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  private PrivateAuthority authority;
  private EmbeddedKafka kafka;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    authority = PrivateAuthority.create(directory.resolve("ca"));
    Identity here = authority.issue("kafka", "ip:127.0.0.1");
    Map<String, String> listener = new HashMap<>();
    listener.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
    listener.put("sasl.enabled.mechanisms", "PLAIN");
    listener.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    listener.put(
        "listener.name.plaintext.plain.sasl.jaas.config",
        LOGIN + "username=\"broker\" password=\"b\" user_broker=\"b\" user_bridge=\"s3cret\";");
    listener.put("ssl.keystore.type", "PEM");
    listener.put("ssl.keystore.certificate.chain", Files.readString(here.certificate()));
    listener.put("ssl.keystore.key", Files.readString(here.key()));
    listener.put("ssl.truststore.type", "PEM");
    listener.put("ssl.truststore.certificates", Files.readString(authority.certificate()));
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, listener);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void isReachedWithItsOwnSettingsUnderThePrefix() throws Exception {
    KafkaTarget target = target(secured("s3cret"));
    try (Admin admin = Admin.create(target.adminProperties())) {
      admin.createTopics(List.of(new NewTopic("secured", 1, (short) 1))).all().get();
    }
    Map<String, Object> properties = target.producerProperties(1024 * 1024);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      RecordMetadata stored =
          producer.send(new ProducerRecord<>("secured", new byte[] {1})).get(30, TimeUnit.SECONDS);
      assertThat(stored.offset()).isZero();
    }
  }

  @Test
  void refusesAWrongPassword() {
    try (Admin admin = Admin.create(target(secured("wrong")).adminProperties())) {
      assertThatThrownBy(() -> admin.listTopics().names().get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  @Test
  void isNotReachedWithoutThem() {
    try (Admin admin = Admin.create(target(Map.of()).adminProperties())) {
      assertThatThrownBy(() -> admin.listTopics().names().get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  private Map<String, String> secured(String password) {
    return Map.of(
        "kafka.security.protocol",
        "SASL_SSL",
        "kafka.sasl.mechanism",
        "PLAIN",
        "kafka.sasl.jaas.config",
        LOGIN + "username=\"bridge\" password=\"" + password + "\";",
        "kafka.ssl.truststore.type",
        "PEM",
        "kafka.ssl.truststore.location",
        authority.certificate().toString());
  }

  private KafkaTarget target(Map<String, String> security) {
    return BridgeConfig.from(
            Settings.of(
                    Map.of(
                        "mqtt.uri",
                        "tcp://127.0.0.1:1883",
                        "kafka.bootstrap.servers",
                        kafka.bootstrapServers()))
                .with(security))
        .kafka();
  }
}
