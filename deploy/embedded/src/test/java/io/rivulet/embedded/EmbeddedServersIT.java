package io.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir Path directory;

  @Test
  @Requirement("ONEBOX-001")
  void aSecondStartOnTheDirectoryIsFoundOnTheSamePorts() throws Exception {
    EmbeddedServers.Ports first;
    try (EmbeddedServers servers = EmbeddedServers.start(DataDirectory.named(directory))) {
      first = ports(servers);
    }
    try (EmbeddedServers servers = EmbeddedServers.start(DataDirectory.named(directory))) {
      assertThat(ports(servers)).isEqualTo(first);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Requirement("ONEBOX-009")
  void nothingIsLeftAfterClose() throws Exception {
    Set<Long> childrenBefore = children();
    Path temporary;
    DataDirectory data = DataDirectory.temporary();
    temporary = data.path();
    EmbeddedServers.start(data).close();
    assertThat(temporary).doesNotExist();
    assertThat(ForkedServers.postgresBelow(temporary)).isEmpty();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(children()).isEqualTo(childrenBefore));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(serverThreads()).isEmpty());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Requirement("ONEBOX-010")
  void whenOneServerCannotStartNoneStaysAndTheDirectoryIsFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      EmbeddedServers.Ports ports = new EmbeddedServers.Ports(0, port, 0);
      assertThatThrownBy(() -> EmbeddedServers.start(DataDirectory.named(directory), ports))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("kafka port " + port);
    }
    assertThat(ForkedServers.postgresBelow(directory)).isEmpty();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(serverThreads()).isEmpty());
    EmbeddedServers.start(DataDirectory.named(directory)).close();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Requirement({"ONEBOX-003", "ONEBOX-004"})
  void afterTheProcessIsKilledTheNextStartGoesOnFromTheDirectory() throws Exception {
    String jdbcUrl;
    try (ForkedServers forked = ForkedServers.all(directory)) {
      jdbcUrl = forked.ready();
      forked.kill();
    }
    long beginNanos = System.nanoTime();
    try (EmbeddedServers servers = EmbeddedServers.start(DataDirectory.named(directory))) {
      assertThat(Duration.ofNanos(System.nanoTime() - beginNanos))
          .isLessThan(Duration.ofSeconds(30));
      assertThat(servers.database().jdbcUrl()).isEqualTo(jdbcUrl);
      assertThat(ForkedServers.postgresBelow(directory)).hasSize(1);
    }
    assertThat(ForkedServers.postgresBelow(directory)).isEmpty();
  }

  @Test
  @Requirement("ONEBOX-011")
  void noServerAnswersOnAnAddressOfTheMachineThatOthersCanReach() throws Exception {
    List<InetAddress> reachable =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .toList();
    assumeThat(reachable).as("addresses of this machine beside loopback").isNotEmpty();
    try (EmbeddedServers servers = EmbeddedServers.start(DataDirectory.temporary())) {
      EmbeddedServers.Ports ports = ports(servers);
      for (InetAddress address : reachable) {
        for (int port : List.of(ports.broker(), ports.kafka(), ports.database())) {
          assertThatThrownBy(() -> new Socket(address, port).close())
              .as("%s:%d", address, port)
              .isInstanceOf(ConnectException.class);
        }
      }
    }
  }

  @Test
  void closingAServerTwiceDoesNotTouchItsSuccessor() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("mqtt"), 0);
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        EmbeddedDatabase database =
            EmbeddedDatabase.start(directory.resolve("postgres"), 0, Durability.PROCESS_END)) {
      broker.close();
      kafka.close();
      database.close();
      try (EmbeddedDatabase successor =
          EmbeddedDatabase.start(directory.resolve("postgres"), database.port())) {
        broker.close();
        kafka.close();
        database.close();
        assertThat(successor.createDatabase("still_there")).contains("/still_there?");
      }
    }
  }

  private static EmbeddedServers.Ports ports(EmbeddedServers servers) {
    return new EmbeddedServers.Ports(
        servers.broker().port(), servers.kafka().port(), servers.database().port());
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  /** What runs beside the JVM, the tests, and two clocks that Kafka's metrics keep for ever. */
  private static Set<String> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(
            name ->
                !name.matches(
                    "main|surefire.*|Common-Cleaner|Cleaner-\\d+|Finalizer|Notification Thread"
                        + "|Reference Handler|Signal Dispatcher|process reaper.*|Attach Listener"
                        + "|awaitility.*|metrics-meter-tick-thread-\\d"))
        .collect(Collectors.toSet());
  }
}
