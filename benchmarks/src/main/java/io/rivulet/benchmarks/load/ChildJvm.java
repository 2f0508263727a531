package io.rivulet.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own on this JVM's class path, with the same heap and collector whoever runs in it.
 * It is spoken to in lines; it ends when its input is closed, which the system does however this
 * process ends.
 */
public final class ChildJvm implements AutoCloseable {
  private static final List<String> FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
  private static final long CLOSE_SECONDS = 20;

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;

  private ChildJvm(String name, Process process) {
    this.name = name;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /**
   * Starts a JVM; its errors go where this process's go.
   *
   * @param flags for the JVM, besides those that every child has
   */
  public static ChildJvm start(Class<?> main, List<String> flags, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new ChildJvm(main.getSimpleName() + " " + arguments, process);
  }

  /** The process number. */
  public long pid() {
    return process.pid();
  }

  /** Time on processors since its start, in user and kernel mode. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Sends a line and returns the line that answers it. */
  public String ask(String request) {
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " took no request \"" + request + "\"", e);
    }
    return answer();
  }

  /** The next line it says. */
  public String answer() {
    try {
      String line = answers.readLine();
      // The flight recorder says so on standard output when it starts.
      while (line != null && line.startsWith("[")) {
        line = answers.readLine();
      }
      if (line == null) {
        throw new IllegalStateException(name + " ended; its own output says why");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " gave no answer", e);
    }
  }

  /** Ends it at once, as a power cut would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
