package io.rivulet.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The Mosquitto broker of this system (Debian package {@code mosquitto}) as a process of its own,
 * on 127.0.0.1. It can be stopped, killed and started again on the same ports; what it keeps is
 * what its configuration says. It ends with this JVM, however that ends.
 *
 * <p>A configuration is the text of a mosquitto.conf with places to fill in: <code>{port}</code>,
 * the main listener, which is required; <code>{port:NAME}</code>, further ones; <code>{directory}
 * </code>, where its files are. It must not set log destinations or a user.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Mosquitto implements AutoCloseable {
  /** Anyone may connect, without TLS, to the main listener. */
  public static final String PLAIN_LISTENER =
      """
      listener {port} 127.0.0.1
      allow_anonymous true
      """;

  /**
   * Limits and persistence as shipped in deploy/compose: sessions and queued messages are kept, as
   * a snapshot every 10 s and at {@link #stop}; {@link #kill} loses what came since the last one.
   */
  public static final String LIMITS = MosquittoSettings.LIMITS;

  private static final Duration START_LIMIT = Duration.ofSeconds(15);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final int POLL_MILLIS = 20;

  private final DataDirectory hold;
  private final MosquittoSettings settings;
  private Process process;
  private AutoCloseable watchdog = () -> {};

  private Mosquitto(DataDirectory hold, MosquittoSettings settings) {
    this.hold = hold;
    this.settings = settings;
  }

  /** Whether this system has the program. */
  public static boolean isInstalled() {
    return MosquittoProgram.find().isPresent();
  }

  /** Starts one with {@link #PLAIN_LISTENER} and {@link #LIMITS}, on the port used last or any. */
  public static Mosquitto start(Path directory) throws IOException {
    return start(directory, PLAIN_LISTENER + LIMITS, 0);
  }

  /**
   * Starts one; its listeners accept connections when this returns.
   *
   * @param directory made when missing; held as a {@link DataDirectory} until this is closed
   * @param configuration text as described above
   * @param port the main port; 0 for the one used last on this directory, or any free one
   * @throws IOException where the program is missing, the directory in use, a port taken or the
   *     configuration refused; with what Mosquitto logged
   */
  public static Mosquitto start(Path directory, String configuration, int port) throws IOException {
    DataDirectory hold = DataDirectory.named(directory);
    try {
      Mosquitto mosquitto =
          new Mosquitto(hold, MosquittoSettings.fill(configuration, hold.path(), port));
      mosquitto.startAgain();
      return mosquitto;
    } catch (IOException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /** Where clients connect: {@code tcp://127.0.0.1:PORT}. */
  public String uri() {
    return "tcp://" + LoopbackPort.HOST + ":" + port();
  }

  /** The main port. */
  public int port() {
    return port(MosquittoSettings.MAIN);
  }

  /** The port that was filled in for <code>{port:NAME}</code>. */
  public int port(String name) {
    Integer port = settings.ports().get(name);
    if (port == null) {
      throw new IllegalArgumentException("No port is named " + name + ": " + settings.ports());
    }
    return port;
  }

  /** The process's number, for signals such as STOP; also after its end. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process runs. */
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** What it logged since the first start in this directory. */
  public String log() throws IOException {
    return Files.exists(logFile()) ? Files.readString(logFile()) : "";
  }

  /** Starts the process on the same ports, files and configuration, after it was stopped. */
  public void startAgain() throws IOException {
    if (isRunning()) {
      throw new IllegalStateException("Mosquitto already runs with pid " + process.pid());
    }
    Path configuration = hold.path().resolve("mosquitto.conf");
    Files.writeString(configuration, settings.text());
    Files.writeString(logFile(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    long logged = Files.size(logFile());
    process = MosquittoProgram.start(configuration, logFile());
    try {
      watchdog = MosquittoProgram.watch(process, configuration);
      awaitListening(logged);
    } catch (IOException | RuntimeException e) {
      kill();
      throw e;
    }
  }

  /** Asks it to end, which saves its sessions, and waits for that. Does nothing when stopped. */
  public void stop() throws IOException {
    process.destroy();
    awaitEnd();
  }

  /** Kills it, as a crash would, and waits for its end. Does nothing when stopped. */
  public void kill() throws IOException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Stops it and gives its directory up; the files stay. */
  @Override
  public void close() throws IOException {
    try {
      stop();
    } finally {
      hold.close();
    }
  }

  private Path logFile() {
    return hold.path().resolve("mosquitto.log");
  }

  private void awaitListening(long logged) throws IOException {
    long deadlineNanos = System.nanoTime() + START_LIMIT.toNanos();
    while (!log().substring((int) logged).contains(" running\n") || !accept()) {
      if (!process.isAlive() || System.nanoTime() - deadlineNanos > 0) {
        throw new IOException(
            "Mosquitto does not start with %s/mosquitto.conf: %s"
                .formatted(hold.path(), log().substring((int) logged).strip()));
      }
      pause();
    }
  }

  private boolean accept() {
    return settings.ports().values().stream().allMatch(Mosquitto::accepts);
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LoopbackPort.HOST, port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void awaitEnd() throws IOException {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException(
            "Mosquitto (pid %d) did not end within %s and was killed"
                .formatted(process.pid(), STOP_LIMIT));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw interrupted(e);
    } finally {
      endWatchdog();
    }
  }

  private void endWatchdog() throws IOException {
    try {
      watchdog.close();
    } catch (Exception e) {
      throw new IOException("The watchdog of Mosquitto did not end", e);
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IOException("Interrupted while waiting for Mosquitto", cause);
  }
}
