package io.rivulet.alerting.killed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.alerting.AlertTopic;
import io.rivulet.alerting.AlertingServers;
import io.rivulet.alerting.TestDatabase;
import io.rivulet.alerting.audit.AuditCheck;
import io.rivulet.alerting.audit.AuditVerdict;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerting is killed at random moments under a stream of alerts that come, go, are acknowledged and
 * silenced: nothing is lost, and every notification arrives under its one key. {@code
 * -Dalerting.kills=50 -Dalerting.seed=1} for more of it, and the same again.
 */
@Timeout(3_600)
class AlertingKilledIT {
  private static final int KILLS = Integer.getInteger("alerting.kills", 5);
  private static final long SEED = Long.getLong("alerting.seed", System.nanoTime() & 0xFFFF_FFFFL);
  private static final int LIVES_AT_ONCE = 6;
  private static final Duration LIMIT = Duration.ofSeconds(600);
  private static final String PLAN =
      """
      channels:
        hook:
          type: webhook
          url: http://127.0.0.1:%d/hook
          allowAddresses: [127.0.0.0/8]
          rate: {perMinute: 6000, burst: 1000}
        mail:
          type: email
          host: 127.0.0.1
          port: %d
          security: none
          allowAddresses: [127.0.0.0/8]
          from: alerting@clinic.example
          to: [ward@clinic.example]
          rate: {perMinute: 6000, burst: 1000}
      policies:
        both:
          steps:
            - targets: [{channel: hook}, {channel: mail}]
          every: PT12H
          lastResort: [{channel: hook}]
        climbs:
          steps:
            - targets: [{channel: hook}]
            - {after: PT2S, targets: [{channel: mail}]}
          every: PT12H
          lastResort: [{channel: hook}]
      routes:
        policy: both
        groupBy: [session]
        groupInterval: PT0S
        repeat: PT12H
        routes:
          - {name: climbs, match: category = ESCALATED, policy: climbs}
      """;

  @RegisterExtension static final AlertingServers SERVERS = new AlertingServers();

  @TempDir Path folder;

  private final List<AlertingProcess> processes = new ArrayList<>();
  private final Map<String, Life> lives = new TreeMap<>();
  private TestDatabase database;
  private AlertTopic topic;
  private Receivers receivers;

  @BeforeAll
  static void expectReceiversToComplain() {
    // A mail server that loses its client in the middle says so in its own thread.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  @AfterAll
  static void expectNobodyToComplain() {
    Awaitility.reset();
  }

  @BeforeEach
  void open() throws Exception {
    System.out.printf("alerting.seed=%d alerting.kills=%d%n", SEED, KILLS);
    database = SERVERS.newDatabase();
    topic = SERVERS.newTopic();
    receivers = new Receivers();
    Files.writeString(
        folder.resolve("alerting.yaml"),
        PLAN.formatted(receivers.httpPort(), receivers.mailPort()));
  }

  @AfterEach
  void close() throws Exception {
    for (AlertingProcess process : processes) {
      process.close();
    }
    receivers.close();
    topic.close();
    database.close();
  }

  private AlertingProcess start(String name) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", SERVERS.kafka());
    settings.put("topic.prefix", topic.prefix());
    settings.put("topic.partitions", Integer.toString(AlertTopic.PARTITIONS));
    settings.put("topic.replicas", "1");
    settings.put("database.url", database.config().url());
    settings.put("database.user", database.config().user());
    settings.put("database.password", database.config().password());
    settings.put("alerting.group.id", topic.prefix() + "alerting");
    settings.put("alerting.instance", name);
    settings.put("alerting.file", folder.resolve("alerting.yaml").toString());
    settings.put("alerting.port", "0");
    settings.put("alerting.tokens", "tester:" + sha256(Bystander.TOKEN));
    AlertingProcess process = new AlertingProcess(settings, folder.resolve(name + ".log"));
    processes.add(process);
    process.start();
    return process;
  }

  private static String sha256(String token) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @Requirement("LEDGER-013")
  void nothingIsLostHoweverOftenAlertingIsKilled() throws Exception {
    AlertingProcess process = start("one");
    await("start").atMost(LIMIT).until(() -> process.port().isPresent());
    Bystander bystander = new Bystander(process);
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(LIVES_AT_ONCE);
    List<Future<?>> livings = new ArrayList<>();
    for (int thread = 0; thread < LIVES_AT_ONCE; thread++) {
      Random random = new Random(SEED * 31 + thread);
      livings.add(
          threads.submit(
              () -> {
                while (going.get()) {
                  live("L" + number.incrementAndGet(), random, bystander);
                }
                return null;
              }));
    }
    kill(process, new Random(SEED));
    going.set(false);
    for (Future<?> living : livings) {
      living.get();
    }
    threads.shutdown();

    await("everything is delivered")
        .atMost(LIMIT)
        .until(
            () ->
                database.number(
                        "SELECT count(*) FROM rivulet_alerting.outbox WHERE state <> 'delivered'")
                    == 0);
    everythingIsThere();
  }

  private void kill(AlertingProcess process, Random random) throws Exception {
    for (int kill = 1; kill <= KILLS; kill++) {
      LockSupport.parkNanos(lifetime(random).toNanos());
      process.kill();
      process.start();
      if (random.nextInt(3) > 0) {
        // Now and then it is killed before it has come up.
        await("start").atMost(LIMIT).until(() -> process.port().isPresent());
      }
    }
    await("start").atMost(LIMIT).until(() -> process.port().isPresent());
  }

  /**
   * Mostly long enough to read again, which a killed reader's place in the group delays by 6 s; now
   * and then not.
   */
  private static Duration lifetime(Random random) {
    return random.nextInt(3) == 0
        ? Duration.ofMillis(random.nextInt(3_000))
        : Duration.ofMillis(6_000 + random.nextInt(6_000));
  }

  /** One alert's life, in a session of its own, acted by the driver alone. */
  private void live(String id, Random random, Bystander bystander) {
    Life life = Life.values()[random.nextInt(Life.values().length)];
    synchronized (lives) {
      lives.put(id, life);
    }
    String acknowledge = "alerts/" + id + "/acknowledge";
    String event = "{\"eventId\": \"%s\"}";
    switch (life) {
      case PLAIN -> {
        state(life, id, 1, true);
        pause(random);
        state(life, id, 2, false);
      }
      case KNOWN -> {
        state(life, id, 1, true);
        bystander.insist(acknowledge, event.formatted(id + "-ack"));
        pause(random);
        state(life, id, 2, false);
      }
      case LATCHED -> {
        state(life, id, 1, true);
        pause(random);
        state(life, id, 2, false);
        awaitTold(id, "changed");
        bystander.insist(acknowledge, event.formatted(id + "-ack"));
      }
      case ESCALATED -> {
        state(life, id, 1, true);
        awaitTold(id, "escalated");
        bystander.insist(acknowledge, event.formatted(id + "-ack"));
        state(life, id, 2, false);
      }
      case SILENCED -> {
        String silence =
            bystander
                .insist(
                    "silences",
                    "{\"eventId\": \"%s\", \"matchers\": [\"session = %s\", \"kind = technical\"], \"reason\": \"test\", \"ends\": \"%s\"}"
                        .formatted(
                            id + "-silence",
                            id,
                            InstantSource.system().instant().plus(Duration.ofHours(2))))
                .path("silence")
                .path("id")
                .asText();
        state(life, id, 1, true);
        await(id).atMost(LIMIT).until(() -> isKnown(id));
        assertThat(told(id)).as("%s is silenced", id).isEmpty();
        bystander.insist("silences/" + silence + "/end", event.formatted(id + "-end"));
        awaitTold(id, "opened");
        state(life, id, 2, false);
      }
    }
    awaitTold(id, "resolved");
  }

  private static void pause(Random random) {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(400)).toNanos());
  }

  private void state(Life life, String id, long revision, boolean present) {
    AlertRecord record = AlertTopic.record(id, id, revision, present);
    record.setKind(life.kind());
    record.setPriority(life.priority());
    record.setCategory(life.name());
    topic.send(id, record);
  }

  private boolean isKnown(String id) {
    return database.number(
            "SELECT count(*) FROM rivulet_alerting.alert_case WHERE id = '" + id + "'")
        == 1;
  }

  private void awaitTold(String id, String reason) {
    await(id + " " + reason)
        .atMost(LIMIT)
        .until(() -> told(id).stream().anyMatch(told -> told.endsWith(" " + reason)));
  }

  private List<String> told(String id) {
    return database.texts(
        "SELECT concat(channel, ' ', reason) FROM rivulet_alerting.outbox"
            + " WHERE notification -> 'alerts' -> 0 ->> 'id' = '"
            + id
            + "' ORDER BY sequence");
  }

  private void everythingIsThere() throws Exception {
    int hooks = 0;
    int mails = 0;
    for (Map.Entry<String, Life> life : lives.entrySet()) {
      assertThat(told(life.getKey()))
          .as("told of %s, %s", life.getKey(), life.getValue())
          .containsExactlyInAnyOrderElementsOf(life.getValue().told());
      hooks += (int) life.getValue().told().stream().filter(t -> t.startsWith("hook")).count();
      mails += (int) life.getValue().told().stream().filter(t -> t.startsWith("mail")).count();
      assertThat(audited(life.getKey()))
          .as("audit of %s, %s", life.getKey(), life.getValue())
          .containsAll(
              switch (life.getValue()) {
                case PLAIN, SILENCED -> List.of("opened", "cleared");
                case KNOWN, ESCALATED -> List.of("opened", "acknowledged", "cleared");
                case LATCHED -> List.of("opened", "latched", "acknowledged");
              })
          .doesNotHaveDuplicates();
    }
    assertThat(
            database.number(
                "SELECT count(*) FROM rivulet_alerting.alert_case WHERE over_time IS NULL AND id LIKE 'L%'"))
        .isZero();
    long silences = lives.values().stream().filter(Life.SILENCED::equals).count();
    assertThat(
            database.number(
                "SELECT count(*) FROM rivulet_alerting.silence WHERE ended_by = 'tester'"))
        .isEqualTo(silences);
    // Alerting states alerts of its own, too, where it cannot keep up: they are told like others.
    Set<String> own = new TreeSet<>(keys("hook"));
    own.removeAll(ofLives("hook"));
    assertThat(ofLives("hook")).hasSize(hooks);
    assertThat(ofLives("mail")).hasSize(mails);
    assertThat(receivers.webhookKeys()).isEqualTo(keys("hook"));
    assertThat(receivers.mailKeys()).isEqualTo(keys("mail"));
    assertThat(receivers.contradictions()).isEmpty();
    AuditVerdict verdict;
    try (Connection connection = database.pool().getConnection()) {
      verdict = AuditCheck.verify(connection, 1, Optional.empty());
    }
    assertThat(verdict.problem()).isEmpty();
    System.out.printf(
        "%d kills, seed %d: %d lives %s; %d webhooks for %d keys (and %d of alerting's own), %d mails for %d keys; %d audit entries%n",
        KILLS,
        SEED,
        lives.size(),
        counts(),
        receivers.requests(),
        hooks,
        own.size(),
        receivers.mails(),
        mails,
        verdict.checked());
  }

  private Map<Life, Integer> counts() {
    Map<Life, Integer> counts = new TreeMap<>();
    lives.values().forEach(life -> counts.merge(life, 1, Integer::sum));
    return counts;
  }

  private Set<String> keys(String channel) {
    return new TreeSet<>(
        database.texts("SELECT id FROM rivulet_alerting.outbox WHERE channel = '" + channel + "'"));
  }

  /** The keys of what is about the lives of this test. */
  private Set<String> ofLives(String channel) {
    Set<String> keys = new TreeSet<>();
    for (Life life : Life.values()) {
      keys.addAll(
          database.texts(
              "SELECT id FROM rivulet_alerting.outbox WHERE channel = '"
                  + channel
                  + "' AND notification -> 'alerts' -> 0 ->> 'category' = '"
                  + life.name()
                  + "'"));
    }
    return keys;
  }

  private List<String> audited(String id) {
    return database.texts(
        "SELECT event FROM rivulet_alerting.audit WHERE alert = '"
            + id
            + "' AND event IN ('opened', 'cleared', 'latched', 'acknowledged')");
  }

  @Test
  @Requirement("LEDGER-014")
  void ofTwoInstancesOneIsKilledAndTheOtherHasItsWorkWithinTenSeconds() throws Exception {
    AlertingProcess one = start("one");
    AlertingProcess other = start("two");
    for (AlertingProcess process : List.of(one, other)) {
      await("start").atMost(LIMIT).until(() -> process.port().isPresent());
    }
    await("both share the partitions").atMost(LIMIT).ignoreExceptions().until(this::bothRead);
    Map<String, Instant> stated = new HashMap<>();
    int killedAt = 20;
    for (int i = 0; i < 150; i++) {
      String id = "T" + i;
      stated.put(id, InstantSource.system().instant());
      state(Life.PLAIN, id, 1, true);
      if (i == killedAt) {
        one.kill();
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    await("everything is decided")
        .atMost(LIMIT)
        .until(() -> ofLives("hook").size() == stated.size());
    await("everything is told")
        .atMost(LIMIT)
        .until(() -> receivers.webhookKeys().containsAll(ofLives("hook")));
    Duration longest = Duration.ZERO;
    for (String key : ofLives("hook")) {
      String id =
          database
              .texts(
                  "SELECT notification -> 'alerts' -> 0 ->> 'id' FROM rivulet_alerting.outbox WHERE id = '"
                      + key
                      + "'")
              .get(0);
      Duration took = Duration.between(stated.get(id), receivers.firstTimes().get(key));
      longest = took.compareTo(longest) > 0 ? took : longest;
    }
    System.out.printf(
        "one of two killed: %d alerts, the longest from statement to webhook %d ms%n",
        stated.size(), longest.toMillis());
    assertThat(ofLives("hook")).hasSize(stated.size());
  }

  private boolean bothRead() throws Exception {
    String group = topic.prefix() + "alerting";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS.kafka()))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
              .filter(member -> !member.assignment().topicPartitions().isEmpty())
              .count()
          == 2;
    }
  }
}
