package io.rivulet.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Starts a PostgreSQL server on a directory.
 *
 * @param port the port on 127.0.0.1
 * @param token put on the server's command line, so that the watchdog knows this one server
 */
record PostgresLaunch(
    PostgresBinaries binaries,
    PostgresDirectory directory,
    int port,
    Durability durability,
    String token) {
  static final String SUPERUSER = "postgres";

  /** Long enough for the log of a crashed server to be replayed. */
  private static final int START_LIMIT_SECONDS = 120;

  /** Makes the data directory when it is new, and starts the server; it then serves clients. */
  void run() throws IOException {
    if (!Files.exists(directory.data())) {
      initialize();
    }
    // It puts the server into a session of its own: Ctrl-C reaches this process first.
    execute(
        "pg_ctl",
        List.of(
            "start",
            "--wait",
            "--timeout=" + START_LIMIT_SECONDS,
            "--pgdata=" + directory.data(),
            "--options=" + options()));
  }

  private void initialize() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pgdata=" + directory.data(),
                "--username=" + SUPERUSER,
                "--auth=trust",
                "--encoding=UTF-8",
                // The same order and letter case on every machine, whatever its language.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (durability == Durability.PROCESS_END) {
      arguments.add("--no-sync");
    }
    execute("initdb", arguments);
  }

  /** They pass through a shell: no value has a space or a quote. */
  private String options() {
    String durable = durability == Durability.POWER_LOSS ? "on" : "off";
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("rivulet.holder", token);
    settings.put("listen_addresses", LoopbackPort.HOST);
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("timezone", "UTC");
    settings.put("fsync", durable);
    settings.put("synchronous_commit", durable);
    settings.put("full_page_writes", durable);
    // Messages go to files, one for each hour of the day, begun anew when its hour comes again.
    settings.put("logging_collector", "on");
    settings.put("log_directory", "../log");
    settings.put("log_filename", "postgres-%H.log");
    settings.put("log_rotation_age", "1h");
    settings.put("log_rotation_size", "0");
    settings.put("log_truncate_on_rotation", "on");
    return settings.entrySet().stream()
        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" "));
  }

  private void execute(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.program(program));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(directory.startLog().toFile()))
            .start();
    try {
      if (!process.waitFor(2L * START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(program + " did not end within " + 2 * START_LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + program, e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(program + " failed with status " + process.exitValue());
    }
  }
}
