package io.rivulet.alerting.delivery;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.channel.AddressRange;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.Pace;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.alerting.channel.WebhookChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.TestNotifications;
import io.rivulet.alerting.payload.Payloads;
import io.rivulet.alerting.template.DefaultWording;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.runtime.database.Transactions;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An outbox in a database of its own, and the means to fill it, work on it and look at it. */
final class TestOutbox implements AutoCloseable {
  static final Pace PACE = new Pace(2, 6_000, 1_000, Duration.ofDays(3));

  final MovableClock clock = new MovableClock(TestNotifications.CREATED);
  final List<AuditEntry> audit = new CopyOnWriteArrayList<>();
  final Set<String> alive = ConcurrentHashMap.newKeySet();
  private final HikariDataSource database;
  private final ScheduledExecutorService deadlines = Executors.newScheduledThreadPool(1);

  private record Running(String instance, Set<String> running) implements Liveness {
    @Override
    public Set<String> alive(Connection connection) {
      return Set.copyOf(running);
    }
  }

  TestOutbox(DeliveryServers servers) {
    database = servers.newDatabase();
  }

  /** A webhook on this machine. */
  static WebhookChannel webhook(String name, URI url, Pace pace, Network network) {
    return new WebhookChannel(
        name,
        pace,
        DefaultWording.PLAIN,
        new Endpoint(url, network),
        WebhookChannel.Envelope.PLAIN,
        List.of(),
        Optional.empty(),
        false);
  }

  static WebhookChannel webhook(String name, URI url) {
    return webhook(name, url, PACE, here(Duration.ofSeconds(2)));
  }

  /** Lets this machine be reached. */
  static Network here(Duration timeout) {
    return new Network(
        timeout, timeout, List.of(AddressRange.parse("127.0.0.0/8")), Optional.empty());
  }

  DeliveryParts parts(String instance, InstantSource time) {
    alive.add(instance);
    return new DeliveryParts(
        database,
        new Running(instance, alive),
        Secrets.of(Map.of()),
        Optional.empty(),
        (connection, entries) -> audit.addAll(entries),
        time,
        new SimpleMeterRegistry());
  }

  DeliveryParts parts(String instance) {
    return parts(instance, clock);
  }

  /** Work on a channel that a test steps through, with pauses as long as they can be. */
  LaneWork work(Channel channel) {
    DeliveryParts parts = parts("one");
    Senders senders =
        new Senders(new Payloads(SiteZones.UTC, parts.secrets()), deadlines, parts.clock(), 2);
    LaneWork work = new LaneWork(channel, parts, channel.match(senders), () -> 1.0);
    try {
      work.introduce();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return work;
  }

  /** Carries out what is due now; how many were sent. */
  static int run(LaneWork work) throws SQLException {
    int sent = 0;
    Turn turn = work.next();
    while (!(turn instanceof Turn.Idle)) {
      if (turn instanceof Turn.Send send) {
        work.record(send.claim(), work.send(send.claim()));
      } else if (turn instanceof Turn.Refresh refresh) {
        work.refresh(refresh.claim());
      }
      sent++;
      turn = work.next();
    }
    return sent;
  }

  int enqueue(Notification... notifications) {
    try {
      return Transactions.run(
          database,
          connection -> OutboxTable.enqueue(connection, List.of(notifications), clock.instant()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  <T> T on(Transactions.Work<T> work) throws SQLException {
    return Transactions.run(database, work);
  }

  String state(String id) {
    List<String> found = texts("SELECT state FROM rivulet_alerting.outbox WHERE id = '" + id + "'");
    return found.isEmpty() ? "absent" : found.get(0);
  }

  String lastError(String id) {
    return texts("SELECT last_error FROM rivulet_alerting.outbox WHERE id = '" + id + "'").get(0);
  }

  long count(String state) {
    return Long.parseLong(
        texts("SELECT count(*) FROM rivulet_alerting.outbox WHERE state = '" + state + "'").get(0));
  }

  List<String> texts(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    database.close();
  }
}
