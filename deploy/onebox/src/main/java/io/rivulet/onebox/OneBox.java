package io.rivulet.onebox;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.alerting.AlertingService;
import io.rivulet.console.Console;
import io.rivulet.console.ConsoleConfig;
import io.rivulet.console.access.Access;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.ConsoleAccess;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.alerting.AlertingAccess;
import io.rivulet.console.desk.DeskAddress;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.EmbeddedServers;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.sessions.SessionDesk;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.research.ResearchLogin;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Everything in one process: the MQTT broker, Kafka and PostgreSQL, the roles between them, and the
 * page. The roles are those that run against servers elsewhere, with the same settings.
 */
public final class OneBox implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(90);
  private static final long READY_POLL_MILLIS = 50;

  /** These logins get a password at every start that nobody else knows. */
  private static final String RESEARCH_LOGIN = "rivulet_console_research";

  private static final String CONSOLE_LOGIN = "rivulet_console_login";

  private final Running running;
  private final Settings settings;
  private final ClinicReads reads;
  private final List<Role.Started> roles;
  private final Optional<Console> console;

  private OneBox(
      Running running,
      Settings settings,
      ClinicReads reads,
      List<Role.Started> roles,
      Optional<Console> console) {
    this.running = running;
    this.settings = settings;
    this.reads = reads;
    this.roles = roles;
    this.console = console;
  }

  /**
   * Starts everything, or nothing: a part that fails closes those before it.
   *
   * @param progress takes a line of text as parts come up
   */
  public static OneBox start(OneBoxConfig config, InstantSource clock, Consumer<String> progress) {
    Running running = new Running();
    progress.accept("starting MQTT broker, Kafka and PostgreSQL");
    DataDirectory directory =
        running.add(
            "the data directory",
            () ->
                config.data().isPresent()
                    ? DataDirectory.named(config.data().get())
                    : DataDirectory.temporary());
    EmbeddedServers servers =
        running.add("the embedded servers", () -> EmbeddedServers.start(directory));
    String deskToken = randomToken();
    Settings settings = settings(config, servers, directory, deskToken);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    migrate(running, settings);
    progress.accept("starting bridge, streams, sink, session desk and alerting");
    List<Role.Started> roles = startRoles(running, config, settings, clock, registry);
    HikariDataSource pool =
        running.add(
            "the console's database connections",
            () -> ConnectionPool.open(ConsoleLogin.of(settings), "rivulet-console"));
    ClinicReads reads = new ClinicReads(pool);
    Optional<Console> console =
        config
            .consolePort()
            .map(
                port ->
                    running.add(
                        "the console",
                        () -> {
                          DeskAddress desk =
                              new DeskAddress(service(roles, SessionDesk.class).uri(), deskToken);
                          Access access = ConsoleAccess.open(settings, clock, config.access());
                          return Console.start(
                              ConsoleConfig.from(settings).on(OneBoxConfig.CONSOLE_HOST, port),
                              access,
                              reads,
                              () -> RoleStatuses.of(roles, servers),
                              Optional.of(
                                  AlertingAccess.of(service(roles, AlertingService.class).desk())),
                              ConsoleParts.of(settings, pool, access, Optional.of(desk), clock),
                              clock,
                              registry);
                        }));
    OneBox box = new OneBox(running, settings, reads, roles, console);
    box.awaitReady();
    return box;
  }

  /**
   * Tables, and the logins of the console: its own, and the one by which it reads for researchers.
   * The sink would make the tables too, but the page and a replay read as soon as they are there.
   */
  private static void migrate(Running running, Settings settings) {
    DatabaseConfig owner = DatabaseConfig.from(settings);
    try {
      Migrations.migrate(owner);
      AccessDatabase.migrate(owner);
      try (HikariDataSource pool = ConnectionPool.open(owner, "rivulet-migration")) {
        ResearchLogin.make(
            pool,
            settings.get(Catalogue.CONSOLE_RESEARCH_USER),
            settings.get(Catalogue.CONSOLE_RESEARCH_PASSWORD));
        ConsoleLogin.make(
            pool,
            settings.get(Catalogue.CONSOLE_DATABASE_USER),
            settings.get(Catalogue.CONSOLE_DATABASE_PASSWORD));
      }
    } catch (SQLException e) {
      running.close();
      throw new IllegalStateException("cannot make the tables: " + e.getMessage(), e);
    }
  }

  /** The roles start side by side, because each waits for servers most of the time. */
  private static List<Role.Started> startRoles(
      Running running,
      OneBoxConfig config,
      Settings settings,
      InstantSource clock,
      PrometheusMeterRegistry registry) {
    List<Role.Started> started = new CopyOnWriteArrayList<>();
    CompletableFuture<?>[] starts =
        List.of(Role.values()).stream()
            .map(
                role ->
                    CompletableFuture.runAsync(
                        () ->
                            started.add(
                                running.add(
                                    role.title(),
                                    () -> role.start(linked(settings, config), clock, registry))),
                        task -> new Thread(task, "rivulet-start-" + role.title()).start()))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(starts).join();
    } catch (CompletionException e) {
      running.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return started.stream().sorted(java.util.Comparator.comparing(Role.Started::role)).toList();
  }

  /** Links of notifications lead to this page, unless the settings name another address of it. */
  private static Settings linked(Settings settings, OneBoxConfig config) {
    Optional<Integer> port = config.consolePort().filter(given -> given > 0);
    if (settings.find(Catalogue.CONSOLE_URL).isPresent() || port.isEmpty()) {
      return settings;
    }
    return settings.with(
        Map.of(
            Catalogue.CONSOLE_URL.name(),
            "http://" + OneBoxConfig.CONSOLE_HOST + ":" + port.get()));
  }

  private static Settings settings(
      OneBoxConfig config, EmbeddedServers servers, DataDirectory directory, String deskToken) {
    Map<String, String> pairs = new HashMap<>();
    pairs.put("mqtt.uri", servers.broker().uri());
    pairs.put("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
    pairs.put("database.url", servers.database().jdbcUrl());
    pairs.put("database.user", servers.database().user());
    pairs.put("database.password", servers.database().password());
    pairs.put("console.database.user", CONSOLE_LOGIN);
    pairs.put("console.database.password", UUID.randomUUID().toString());
    pairs.put("console.research.user", RESEARCH_LOGIN);
    pairs.put("console.research.password", UUID.randomUUID().toString());
    pairs.put("streams.state.directory", directory.path().resolve("streams").toString());
    pairs.put("topic.partitions", "2");
    pairs.put("bridge.spool.dir", directory.path().resolve("spool").toString());
    // Room for a whole burst, and an early look: the embedded broker may keep the end of a burst
    // back once the maximum was reached, until it is connected to anew.
    pairs.put("mqtt.canary.interval", "PT1S");
    pairs.put("mqtt.canary.timeout", "PT5S");
    pairs.put("bridge.in.flight.max", "4000");
    pairs.put("sessions.port", "0");
    pairs.put("alerting.port", "0");
    pairs.putAll(config.overrides());
    pairs.merge(
        "sessions.tokens",
        "console:" + Tokens.hashOf(deskToken) + ":acts-for",
        (others, own) -> others.isBlank() ? own : others + "," + own);
    return Settings.of(pairs);
  }

  /** The console's token at the desk, known to this process alone. */
  private static String randomToken() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The settings that the roles run with. */
  public Settings settings() {
    return settings;
  }

  /** What the store says. */
  public ClinicReads reads() {
    return reads;
  }

  /** Where the page is, if there is one. */
  public Optional<URI> page() {
    return console.map(Console::uri);
  }

  /** Everything that the page and its API answer, and to whom; nothing where there is no page. */
  public List<ConsoleRoute> routes() {
    return console.map(Console::routes).orElse(List.of());
  }

  /** Where the session desk answers. */
  public URI desk() {
    return service(roles, SessionDesk.class).uri();
  }

  /** Where alerting's API answers. */
  public URI alerting() {
    return service(roles, AlertingService.class).uri();
  }

  private static <T> T service(List<Role.Started> roles, Class<T> type) {
    return roles.stream()
        .map(Role.Started::service)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  /**
   * A broker keeps nothing for a bridge that has never subscribed, so nobody may publish before.
   */
  private void awaitReady() {
    long deadlineNanos = System.nanoTime() + READY_LIMIT.toNanos();
    while (!health().ready()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        String missing = health().detail();
        close();
        throw new IllegalStateException("not ready within " + READY_LIMIT + ": " + missing);
      }
      try {
        Thread.sleep(READY_POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
        throw new IllegalStateException("interrupted while starting", e);
      }
    }
  }

  /** Whether every role can do its work; where not, which cannot and why. */
  public Readiness health() {
    return roles.stream()
        .filter(role -> !role.health().get().ready())
        .findFirst()
        .map(
            role -> new Readiness(false, role.role().title() + ": " + role.health().get().detail()))
        .orElse(new Readiness(true, "all roles ready"));
  }

  @Override
  public void close() {
    running.close();
  }
}
