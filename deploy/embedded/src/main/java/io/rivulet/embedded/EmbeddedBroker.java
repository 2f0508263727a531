package io.rivulet.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;

/**
 * An MQTT broker (5 and 3.1.1; Apache Artemis) in this process, on 127.0.0.1 only, without
 * passwords.
 *
 * <p>Messages at QoS 1, subscriptions and sessions outlive a restart on the same directory. Beyond
 * 16 MB for one topic, or 64 MB in all, messages wait on disk; nothing is dropped. With less than
 * 256 MB free on the disk, publishers are made to wait.
 *
 * <p>To stop and restart it, as a test of faults does: {@link #close()}, then {@link #start} with
 * the same directory and {@link #port()}.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int JOURNAL_LOCK_SECONDS = 3;
  private static final String ACCEPTOR = "mqtt";

  private final DataDirectory hold;
  private final EmbeddedActiveMQ server;
  private final int port;

  private EmbeddedBroker(DataDirectory hold, EmbeddedActiveMQ server, int port) {
    this.hold = hold;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker; it accepts clients when this returns.
   *
   * @param dataDirectory made when missing; held as a {@link DataDirectory} while the broker runs
   * @param port the port to listen on; 0 for the one used last on this directory, or any free one
   * @throws IOException when the directory is in use, the port is taken or the broker cannot start
   */
  public static EmbeddedBroker start(Path dataDirectory, int port) throws IOException {
    DataDirectory hold = DataDirectory.named(dataDirectory);
    try {
      return start(hold, port);
    } catch (IOException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /** Where clients connect: {@code tcp://127.0.0.1:PORT}. */
  public String uri() {
    return "tcp://" + LoopbackPort.HOST + ":" + port;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Disconnects every client and stops; what was acknowledged is on disk. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The embedded MQTT broker on " + uri() + " did not stop", e);
    }
    hold.close();
  }

  private static EmbeddedBroker start(DataDirectory hold, int port) throws IOException {
    Path directory = hold.path();
    int chosenPort = LoopbackPort.choose(directory, "mqtt", port);
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    try {
      server.setConfiguration(configuration(directory, chosenPort)).start();
      requireListening(server);
    } catch (Exception e) {
      stopAfter(e, server);
      throw new IOException(
          "The embedded MQTT broker cannot start on port %d with %s: %s"
              .formatted(chosenPort, directory, e.getMessage()),
          e);
    }
    return new EmbeddedBroker(hold, server, chosenPort);
  }

  /** The library only logs that the journal is another's, or that the port was taken meanwhile. */
  private static void requireListening(EmbeddedActiveMQ server) throws Exception {
    if (!server.getActiveMQServer().waitForActivation(JOURNAL_LOCK_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("another broker is using the directory");
    }
    Acceptor acceptor = server.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR);
    if (acceptor == null || !acceptor.isStarted()) {
      throw new IOException("the port is taken");
    }
  }

  private static Configuration configuration(Path directory, int port) throws Exception {
    return new ConfigurationImpl()
        .setName("rivulet-broker")
        .setBindingsDirectory(directory.resolve("bindings").toString())
        .setJournalDirectory(directory.resolve("journal").toString())
        .setPagingDirectory(directory.resolve("paging").toString())
        .setLargeMessagesDirectory(directory.resolve("large-messages").toString())
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalFileSize(MEBIBYTE)
        .setJournalMinFiles(2)
        .setJournalLockAcquisitionTimeout(JOURNAL_LOCK_SECONDS * 1000L)
        .setGlobalMaxSize(64L * MEBIBYTE)
        .setMinDiskFree(256L * MEBIBYTE)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        // It would stop the whole process when a laptop sleeps or a test machine stalls.
        .setCriticalAnalyzer(false)
        .addAddressSetting("#", addressSettings())
        .addAcceptorConfiguration(
            ACCEPTOR,
            // Java's own sockets: no native library, the same on every platform.
            "tcp://%s:%d?protocols=MQTT;useEpoll=false;useKQueue=false"
                .formatted(LoopbackPort.HOST, port));
  }

  private static AddressSettings addressSettings() {
    return new AddressSettings()
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(16L * MEBIBYTE)
        .setPageSizeBytes(MEBIBYTE)
        // The default gives a message up after ten deliveries, that is ten lost connections.
        .setMaxDeliveryAttempts(-1);
  }

  private static void stopAfter(Exception failure, EmbeddedActiveMQ server) {
    try {
      server.stop();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }
}
