package io.rivulet.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.UUID;

/**
 * How the PostgreSQL server is started.
 *
 * @param token on the server's command line, so that the watchdog knows this one server
 */
record PostgresLaunch(EmbeddedPostgres.Builder builder, String token) {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  static PostgresLaunch of(PostgresDirectory directory, int port, Durability durability) {
    String token = UUID.randomUUID().toString();
    String durable = durability == Durability.POWER_LOSS ? "on" : "off";
    Redirect startLog = Redirect.appendTo(directory.startLog().toFile());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.data())
            .setCleanDataDirectory(false)
            // The watchdog does it better; where there is none, a hook is better than nothing.
            .setRegisterShutdownHook(!PostgresWatchdog.isSupported())
            .setPort(port)
            .setPGStartupWait(START_LIMIT)
            .setOutputRedirector(startLog)
            .setErrorRedirector(startLog)
            // The same order and letter case on every machine, whatever its language.
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8")
            .setServerConfig("rivulet.holder", token)
            .setServerConfig("listen_addresses", LoopbackPort.HOST)
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("max_connections", "100")
            // The library passes -F, which is fsync=off; a later setting wins.
            .setServerConfig("fsync", durable)
            .setServerConfig("synchronous_commit", durable)
            .setServerConfig("full_page_writes", durable);
    keepMessagesInFiles(builder);
    return new PostgresLaunch(builder, token);
  }

  private static void keepMessagesInFiles(EmbeddedPostgres.Builder builder) {
    builder
        .setServerConfig("logging_collector", "on")
        .setServerConfig("log_directory", "../log")
        .setServerConfig("log_filename", "postgres-%H.log")
        .setServerConfig("log_rotation_age", "1h")
        .setServerConfig("log_rotation_size", "0")
        .setServerConfig("log_truncate_on_rotation", "on");
  }
}
