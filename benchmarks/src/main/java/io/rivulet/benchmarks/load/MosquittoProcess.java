package io.rivulet.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Mosquitto in a process of its own, on 127.0.0.1, everything in memory, its limits raised so that
 * it drops nothing and holds nobody back.
 */
public final class MosquittoProcess implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_NANOS = 20_000_000;

  private final Process process;
  private final InetSocketAddress address;
  // It has no input that would end with this process, however that ends.
  private final Thread reaper;

  private MosquittoProcess(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
    this.reaper = new Thread(process::destroy, "benchmark-mosquitto-reaper");
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /**
   * Starts it; it serves when this returns.
   *
   * @param directory for its configuration
   * @throws IOException where it is not installed or does not start
   */
  public static MosquittoProcess start(Path directory) throws IOException {
    InetSocketAddress address = freeAddress();
    Path file = Files.createDirectories(directory).resolve("mosquitto.conf");
    Files.write(
        file,
        List.of(
            "listener " + address.getPort() + " 127.0.0.1",
            "allow_anonymous true",
            "persistence false",
            "max_inflight_messages 65535",
            "max_queued_messages 0",
            "max_queued_bytes 0",
            "set_tcp_nodelay true",
            "log_dest stderr",
            "log_type error",
            "log_type warning"));
    String program =
        Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
    Process process =
        new ProcessBuilder(program, "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("mosquitto.log").toFile())
            .start();
    MosquittoProcess started = new MosquittoProcess(process, address);
    started.awaitServing();
    return started;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** The process number. */
  public long pid() {
    return process.pid();
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }

  private void awaitServing() throws IOException {
    long startedNanos = System.nanoTime();
    while (true) {
      try (Socket probe = new Socket()) {
        probe.connect(address, 1_000);
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() - startedNanos > START_NANOS) {
          process.destroyForcibly();
          throw new IOException("mosquitto does not serve at " + address, e);
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    forgetReaper();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void forgetReaper() {
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException e) {
      // This process is being shut down already, and the hook runs.
      Thread.onSpinWait();
    }
  }
}
