package io.rivulet.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.embedded.Mosquitto;
import io.rivulet.ingest.DevicePublisher;
import io.rivulet.runtime.tls.TlsConfig;
import io.rivulet.testkit.PrivateAuthority;
import io.rivulet.testkit.PrivateAuthority.Identity;
import io.rivulet.testkit.Requirement;
import io.rivulet.testkit.RequiresProgram;
import java.io.DataInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge's connection to a real Mosquitto by every way there is. */
@RequiresProgram("mosquitto")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureConnectionIT {
  private static final List<String> FILTERS = List.of("rivulet/v1/#");
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String TOPIC = "rivulet/v1/clinic/pump-1/pump";

  private final List<String> received = new CopyOnWriteArrayList<>();
  private Path directory;
  private PrivateAuthority authority;
  private Identity client;
  private Mosquitto mosquitto;

  @BeforeAll
  void start(@TempDir Path given) throws Exception {
    directory = given;
    authority = PrivateAuthority.create(directory.resolve("ca"));
    client = authority.issue("bridge", "dns:bridge");
    Identity here = authority.issue("here", "ip:127.0.0.1,dns:localhost");
    Identity elsewhere = authority.issue("elsewhere", "dns:mqtt.elsewhere.example");
    Identity expired = authority.issue("expired", "ip:127.0.0.1", "-30d", 10);
    mosquitto =
        Mosquitto.start(
            directory.resolve("mosquitto"),
            String.join(
                "\n",
                "per_listener_settings true",
                Mosquitto.PLAIN_LISTENER,
                listener("tls", here, "allow_anonymous true"),
                listener(
                    "mutual",
                    here,
                    "allow_anonymous true",
                    "require_certificate true",
                    "cafile " + authority.certificate()),
                listener("elsewhere", elsewhere, "allow_anonymous true"),
                listener("expired", expired, "allow_anonymous true"),
                listener("wss", here, "protocol websockets", "allow_anonymous true"),
                "listener {port:ws} 127.0.0.1",
                "protocol websockets",
                "allow_anonymous true",
                "listener {port:password} 127.0.0.1",
                "password_file " + passwords(),
                ""),
            0);
  }

  @AfterAll
  void stop() throws Exception {
    mosquitto.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssl tls", "wss wss", "ws ws"})
  @Requirement("BRIDGE-030")
  void messagesOfEverySizeArriveWhole(String way) throws Exception {
    String uri = uri(way);
    TlsConfig tls = trusting(authority.certificate());
    try (MqttLink link = connect(uri, tls, Optional.empty());
        DevicePublisher device = new DevicePublisher(mosquitto.uri(), "device-" + way)) {
      link.subscribe(FILTERS);
      List<Integer> sizes = List.of(1, 50, 125, 126, 127, 4_000, 16_384, 60_000, 2);
      for (int size : sizes) {
        device.publish(TOPIC, "x".repeat(size).getBytes(StandardCharsets.UTF_8));
      }
      device.awaitAcknowledged();
      await().atMost(LIMIT).until(() -> received.size() == sizes.size());
      assertThat(received).extracting(String::length).containsExactlyElementsOf(sizes);
      link.disconnect();
    }
    received.clear();
  }

  @Test
  @Requirement("BRIDGE-031")
  void aBrokerOfAnotherAuthorityIsRefusedNamingTheFileAndTheBroker() throws Exception {
    Path other = PrivateAuthority.create(directory.resolve("other-ca")).certificate();

    for (String way : List.of("ssl tls", "wss wss")) {
      assertThatThrownBy(() -> connect(uri(way), trusting(other), Optional.empty()))
          .isInstanceOf(LinkException.class)
          .hasMessageContaining(uri(way))
          .hasMessageContaining(other.toString())
          .hasMessageContaining("mqtt.tls.ca");
    }
    assertThatThrownBy(() -> connect(uri("ssl tls"), TlsConfig.DEFAULT, Optional.empty()))
        .hasMessageContaining("mqtt.tls.ca is not set");
  }

  @Test
  @Requirement("BRIDGE-031")
  void aCertificateForAnotherHostIsRefusedUnlessNamesAreNotVerified() throws Exception {
    TlsConfig tls = trusting(authority.certificate());
    assertThatThrownBy(() -> connect(uri("ssl elsewhere"), tls, Optional.empty()))
        .hasMessageContaining("not for \"127.0.0.1\"");

    TlsConfig anyName =
        new TlsConfig(tls.ca(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    connect(uri("ssl elsewhere"), anyName, Optional.empty()).close();
  }

  @Test
  @Requirement("BRIDGE-031")
  void anExpiredCertificateIsRefused() {
    assertThatThrownBy(
            () -> connect(uri("ssl expired"), trusting(authority.certificate()), Optional.empty()))
        .hasMessageContaining("has expired");
  }

  @Test
  @Requirement("BRIDGE-032")
  void aBrokerThatAsksForACertificateTakesOursAndNothingElse() throws Exception {
    connect(uri("ssl mutual"), showing(client), Optional.empty()).close();

    assertThatThrownBy(
            () -> connect(uri("ssl mutual"), trusting(authority.certificate()), Optional.empty()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("mqtt.tls.certificate and mqtt.tls.key are not set");
    Identity stranger =
        PrivateAuthority.create(directory.resolve("stranger")).issue("bridge", "dns:bridge");
    assertThatThrownBy(() -> connect(uri("ssl mutual"), showing(stranger), Optional.empty()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining(stranger.certificate().toString());
  }

  @Test
  @Requirement("BRIDGE-033")
  void aCertificateThatChangedOnDiskIsUsedAtTheNextConnection() throws Exception {
    Path ca = Files.createFile(directory.resolve("renewed.pem"));
    MqttSource source = source(uri("ssl tls"), trusting(ca), Optional.empty());
    assertThatThrownBy(() -> connect(source)).hasMessageContaining("holds no certificate");

    Files.copy(authority.certificate(), ca, StandardCopyOption.REPLACE_EXISTING);
    connect(source).close();
  }

  @Test
  @Requirement("BRIDGE-034")
  void userAndPasswordAreSentAndAWrongOneIsToldApart() throws Exception {
    String uri = uri("tcp password");
    connect(uri, TlsConfig.DEFAULT, Optional.of(new Credentials("bridge", "s3cret"))).close();

    assertThatThrownBy(
            () -> connect(uri, TlsConfig.DEFAULT, Optional.of(new Credentials("bridge", "wrong"))))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("ot authorized")
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(() -> connect(uri, TlsConfig.DEFAULT, Optional.empty()))
        .isInstanceOf(LinkException.class);
  }

  @Test
  @Requirement("BRIDGE-031")
  void aPortThatSpeaksSomethingElseIsTold() {
    TlsConfig tls = trusting(authority.certificate());
    assertThatThrownBy(() -> connect("ssl://127.0.0.1:" + mosquitto.port(), tls, Optional.empty()))
        .hasMessageContaining("does it speak TLS on this port?");
    assertThatThrownBy(() -> connect("ws://127.0.0.1:" + mosquitto.port(), tls, Optional.empty()))
        .hasMessageContaining("does it speak WebSocket on this port?");
  }

  @Test
  @Requirement("BRIDGE-035")
  void devicesOfMqtt311AndOfMqtt5BothArrive() throws Exception {
    try (MqttLink link = connect(mosquitto.uri(), TlsConfig.DEFAULT, Optional.empty());
        DevicePublisher five = new DevicePublisher(mosquitto.uri(), "device-5")) {
      link.subscribe(FILTERS);
      publishAs311("from 3.1.1");
      five.publish(TOPIC, "from 5".getBytes(StandardCharsets.UTF_8));
      five.awaitAcknowledged();
      await().atMost(LIMIT).until(() -> received.size() == 2);
      assertThat(received).containsExactly("from 3.1.1", "from 5");
      link.disconnect();
    }
    received.clear();
  }

  /** CONNECT, PUBLISH at QoS 1 and DISCONNECT as a 3.1.1 client writes them. */
  private void publishAs311(String payload) throws Exception {
    byte[] topic = TOPIC.getBytes(StandardCharsets.UTF_8);
    byte[] text = payload.getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), mosquitto.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      out.write(new byte[] {0x10, 0x0e, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 2, 'p', '3'});
      assertThat(in.readNBytes(4)).containsExactly(0x20, 2, 0, 0);
      out.write(new byte[] {0x32, (byte) (2 + topic.length + 2 + text.length)});
      out.write(new byte[] {0, (byte) topic.length});
      out.write(topic);
      out.write(new byte[] {0, 7});
      out.write(text);
      assertThat(in.readNBytes(4)).containsExactly(0x40, 2, 0, 7);
      out.write(new byte[] {(byte) 0xe0, 0});
    }
  }

  private static String listener(String name, Identity identity, String... more) {
    return "listener {port:%s} 127.0.0.1%ncertfile %s%nkeyfile %s%n%s%n"
        .formatted(name, identity.certificate(), identity.key(), String.join("\n", more));
  }

  /** The password is s3cret; mosquitto_passwd comes with the broker. */
  private Path passwords() throws Exception {
    Path file = Files.createFile(directory.resolve("passwords"));
    Process process =
        new ProcessBuilder("mosquitto_passwd", "-b", file.toString(), "bridge", "s3cret")
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    return file;
  }

  private String uri(String way) {
    String[] parts = way.split(" ");
    return parts[0] + "://127.0.0.1:" + mosquitto.port(parts[1]);
  }

  private static TlsConfig trusting(Path ca) {
    return new TlsConfig(
        Optional.of(ca), Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  private TlsConfig showing(Identity identity) {
    return new TlsConfig(
        Optional.of(authority.certificate()),
        Optional.of(identity.certificate()),
        Optional.of(identity.key()),
        Optional.empty(),
        true);
  }

  private static MqttSource source(String uri, TlsConfig tls, Optional<Credentials> credentials) {
    return new MqttSource(
        uri,
        "secure-connection-it",
        credentials,
        tls,
        FILTERS,
        Duration.ofDays(1),
        Duration.ofSeconds(15),
        MqttSource.DEFAULT_MAXIMUM_PACKET_BYTES);
  }

  private MqttLink connect(String uri, TlsConfig tls, Optional<Credentials> credentials)
      throws LinkException {
    return connect(source(uri, tls, credentials));
  }

  private MqttLink connect(MqttSource source) throws LinkException {
    return MqttLink.connect(
        source,
        100,
        (link, arrivals) ->
            arrivals.forEach(
                arrival -> {
                  received.add(new String(arrival.payload(), StandardCharsets.UTF_8));
                  link.acknowledge(new int[] {arrival.packetId()});
                }));
  }
}
