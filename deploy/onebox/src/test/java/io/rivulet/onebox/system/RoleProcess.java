package io.rivulet.onebox.system;

import io.rivulet.onebox.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A role as a process of its own, which can be killed and started again. */
final class RoleProcess implements AutoCloseable {
  private final List<String> command;
  private final Path log;
  private Process process;

  RoleProcess(Role role, Map<String, String> settings, Path directory) throws IOException {
    command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rivulet.onebox.cli.Rivulet", role.title()));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    log = directory.resolve(role.title() + ".log");
    start();
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** kill -9, then the same command again. */
  void killAndStartAgain() throws IOException, InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    start();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
