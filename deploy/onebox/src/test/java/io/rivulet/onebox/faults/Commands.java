package io.rivulet.onebox.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs of this system that make faults. */
final class Commands {
  private static final long LIMIT_SECONDS = 20;

  private Commands() {}

  /** Whether a program is there and this process may change the system with it. */
  static boolean asRoot(String program) {
    boolean root = "root".equals(System.getProperty("user.name"));
    return root
        && (Files.isExecutable(Path.of("/usr/sbin", program))
            || Files.isExecutable(Path.of("/usr/bin", program)));
  }

  /**
   * Runs a program to its end.
   *
   * @throws IOException where it fails, with what it said
   */
  static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + " did not end");
      }
      if (process.exitValue() != 0) {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new IOException(String.join(" ", command) + " failed: " + said.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in " + String.join(" ", command), e);
    }
  }
}
