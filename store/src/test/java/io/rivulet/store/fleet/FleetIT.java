package io.rivulet.store.fleet;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.event;
import static io.rivulet.store.TestRecords.malformed;
import static io.rivulet.store.TestRecords.pump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.landing.Sink;
import io.rivulet.testkit.Requirement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What landing keeps of each device, and how it is read. One store: what was landed first is told
 * first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final String HOSTILE = "<img src=x onerror=alert(1)>";
  private static final Instant NOW = START.plusSeconds(120);
  private static final int DEVICES = 400;

  private static TestStore store;
  private static FleetReads fleet;

  @BeforeAll
  static void landed() {
    store = SERVERS.newStore();
    for (int n = 0; n < 120; n++) {
      store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", n));
    }
    status("pump-1", 10, true, "P7", "2.9.1", 55.0, 200_000L);
    status("pump-2", 10, true, HOSTILE, "2.10.0", 12.0, -7_200_000_000L);
    status("pump-3", 20, true, "P7", "2.10.0", 80.0, 0L);
    status("pump-4", 20, true, "P7", "2.10.0", 80.0, 0L);
    status("pump-4", 90, true, "P7", "2.10.0", 80.0, 60_000_000_000L);
    opened("s-1", 1, "pump-1");
    opened("s-2", 1, "pump-9");
    opened("s-3", 1, "pump-3");
    store.send(Topic.SESSIONS, "s-3", event("s-3", "s-3-end", at(40), new SessionClosed(at(40))));
    alert("a-1", "s-1", "pump-1", "high", true, 1);
    alert("a-2", null, "pump-1", "low", true, 1);
    alert("a-3", null, "pump-1", "medium", true, 1);
    alert("a-3", null, "pump-1", "medium", false, 2);
    alert("a-4", "s-3", "pump-3", "high", true, 1);
    refused("q-1", "rivulet/v1/north/pump-2/pump", "MALFORMED", 30, HOSTILE);
    refused("q-2", "rivulet/v1/north/pump-2/pump", "TIME_AHEAD", 31, "{\"time\": 1}");
    refused("q-2", "rivulet/v1/north/pump-2/pump", "TIME_AHEAD", 31, "{\"time\": 1}");
    refused("q-3", "rivulet/v1/south/mute-1/vitals", "MALFORMED", 32, "\u0000\u0001");
    refused("q-4", "rivulet/v1/north/<b>/pump", "UNKNOWN_TOPIC", 33, "x");
    store.send(
        Topic.QUARANTINE,
        "pump-2",
        QuarantineRecord.newBuilder(malformed("q-5", "rivulet/v1/north/pump-2/pump").build())
            .setWithdrawn(true)
            .build());
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.PUMP_SAMPLES, 120);
      store.awaitLanded(Topic.DEVICE_STATUS, 5);
      store.awaitLanded(Topic.SESSIONS, 7);
      store.awaitLanded(Topic.ALERTS, 5);
      store.awaitLanded(Topic.QUARANTINE, 6);
    }
    fleet = new FleetReads(store.database(), FleetRules.of(Duration.ofMinutes(1)));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  @Order(1)
  @Requirement("FLEET-001")
  void aRowSaysWhatItsDeviceIsDoingAndWhomItServes() {
    FleetRow pump = row("pump-1");

    assertThat(pump.state()).isEqualTo("running");
    assertThat(pump.kind()).contains("pump");
    assertThat(pump.site()).isEqualTo("north");
    assertThat(pump.lastSeen()).contains(at(119).plusMillis(250));
    assertThat(pump.session()).contains("s-1");
    assertThat(pump.alerts()).isEqualTo(2);
    assertThat(pump.gravestAlert()).contains("high");
    assertThat(pump.clock()).isEqualTo("honest");
    assertThat(pump.refused()).isZero();
    assertThat(pump.needs()).containsExactly("firmware");
    // A message a second for two minutes fills 1 - 1/e of a memory of two minutes.
    assertThat(pump.messagesPerMinute()).isCloseTo(60 * (1 - Math.exp(-1)), within(1.5));
  }

  @Test
  @Order(2)
  @Requirement("FLEET-002")
  void aClockThatIsOffJumpedOrRefusedStandsOut() {
    assertThat(row("pump-2").clock()).isEqualTo("refused");
    assertThat(row("pump-2").clockOffsetMillis()).hasValue(-7_200_000);
    assertThat(row("pump-4").clock()).isEqualTo("off");
    assertThat(row("pump-4").clockJumpMillis()).hasValue(60_000_000);
    assertThat(row("pump-3").clock()).isEqualTo("honest");
    assertThat(row("pump-3").session()).as("its session is over").isEmpty();
    assertThat(row("pump-3").alerts()).as("of a session that is over").isZero();
  }

  @Test
  @Order(3)
  @Requirement("FLEET-003")
  void whatWasNeverHeardIsThereWhereItWasBoundOrRefused() {
    FleetRow bound = row("pump-9");
    assertThat(bound.state()).isEqualTo("never-heard");
    assertThat(bound.site()).isEqualTo("north");
    assertThat(bound.needs()).containsExactly("silent-in-session");
    FleetRow refused = row("mute-1");
    assertThat(refused.state()).isEqualTo("never-heard");
    assertThat(refused.site()).isEqualTo("south");
    assertThat(refused.refused()).isEqualTo(1);
    assertThat(row("pump-2").refused()).as("seen twice is one, withdrawn is none").isEqualTo(2);
    assertThat(fleet.named(List.of("<b>"), FleetScope.ALL, NOW)).isEmpty();
  }

  @Test
  @Order(4)
  @Requirement("FLEET-004")
  void nobodySeesDevicesOfOtherSites() {
    FleetScope south = FleetScope.of(Set.of("south"));
    assertThat(names(page(FleetFilter.ALL, FleetSort.DEVICE, false, 10, south)))
        .containsExactly("mute-1");
    assertThat(fleet.named(List.of("pump-1", "mute-1"), south, NOW))
        .extracting(FleetRow::device)
        .containsExactly("mute-1");
    assertThat(fleet.facets(FleetFilter.ALL, south, NOW).everything()).isEqualTo(1);
    assertThat(fleet.facets(FleetFilter.ALL, FleetScope.of(Set.of()), NOW).everything()).isZero();
  }

  @Test
  @Order(5)
  @Requirement("FLEET-005")
  void filtersSearchAndCountsAgree() {
    FleetFilter needing =
        new FleetFilter(
            Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(Need.values()), List.of());
    assertThat(names(page(needing, FleetSort.NEEDS, true, 10, FleetScope.ALL)))
        .containsExactly("pump-9", "pump-2", "pump-4", "mute-1", "pump-1");
    assertThat(search("IMG onerror")).containsExactly("pump-2");
    assertThat(search("s-1")).containsExactly("pump-1");
    assertThat(search("%")).isEmpty();
    assertThat(search("pump_1")).isEmpty();
    FleetFacets facets = fleet.facets(needing, FleetScope.ALL, NOW);
    assertThat(facets.total()).isEqualTo(5);
    assertThat(facets.everything()).isEqualTo(6);
    assertThat(facets.facets().get("need"))
        .extracting(FleetFacets.Value::value)
        .containsExactly("silent-in-session", "clock", "refusing", "battery", "firmware");
    assertThat(facets.facets().get("state"))
        .contains(new FleetFacets.Value("never-heard", 2), new FleetFacets.Value("running", 1));
  }

  @Test
  @Order(6)
  @Requirement("FLEET-006")
  void aDevicesPastIsToldBoundedAndWithoutSamples() {
    DeviceReads devices = new DeviceReads(store.database());
    DeviceHistoryAnswer past = devices.history("pump-4", FleetScope.ALL, NOW, Duration.ofDays(1));
    assertThat(past.story().clock())
        .extracting(DeviceStory.ClockAt::offsetMillis)
        .containsExactly(0L, 60_000_000L);
    assertThat(past.story().firmwares())
        .containsExactly(new DeviceStory.FirmwareFrom(at(20), "P7", "2.10.0"));
    DeviceHistoryAnswer first = devices.history("pump-1", FleetScope.ALL, NOW, Duration.ofDays(1));
    assertThat(first.sessions()).extracting(DeviceHistoryAnswer.Served::session).contains("s-1");
    assertThat(first.alerts())
        .extracting(DeviceHistoryAnswer.DeviceAlert::id)
        .containsExactlyInAnyOrder("a-1", "a-2", "a-3");
    assertThat(
            devices
                .history("pump-1", FleetScope.of(Set.of("south")), NOW, Duration.ofDays(1))
                .sessions())
        .isEmpty();

    RefusedPage page = devices.refused("pump-2", FleetScope.ALL, Optional.empty(), 2);
    assertThat(page.messages()).extracting(RefusedMessage::id).containsExactly("q-2", "q-1");
    assertThat(page.messages().get(1).payload()).isEqualTo(HOSTILE);
    RefusedPage rest = devices.refused("pump-2", FleetScope.ALL, page.next(), 2);
    assertThat(rest.messages()).extracting(RefusedMessage::id).containsExactly("q-5");
    assertThat(rest.next()).isEmpty();
    assertThat(devices.refused("mute-1", FleetScope.ALL, Optional.empty(), 2).messages().get(0))
        .satisfies(
            message -> {
              assertThat(message.payload()).isEqualTo("00 01");
              assertThat(message.payloadForm()).isEqualTo("hex");
            });
    assertThatThrownBy(() -> devices.refused("mute-1", FleetScope.ALL, page.next(), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cursor is not one of this question");
  }

  @Test
  @Order(7)
  @Requirement("FLEET-007")
  void pagesHaveEveryDeviceOnceWhateverTheSortWhileOthersChange() {
    run(
        """
        INSERT INTO rivulet.device (device, site, last_received_time, pump_state, model, firmware,
          battery_percent, clock_offset_micros, messages_per_minute, refused_count, alert_count,
          alert_rank, session, session_from)
        SELECT 'd-' || n, 'site-' || n %% 3, CASE WHEN n %% 5 > 0 THEN timestamptz '2026-03-02T09:01:00Z'
            - n %% 40 * interval '1 second' END, CASE n %% 3 WHEN 0 THEN 'RUN' WHEN 1 THEN 'STOP' END,
          CASE WHEN n %% 4 > 0 THEN 'M' || n %% 6 END, CASE WHEN n %% 4 > 0 THEN n %% 7 || '.0' END,
          nullif(n %% 30, 0), nullif(n %% 11 - 5, 0) * 30000000, n %% 13, n %% 9, n %% 3,
          CASE WHEN n %% 3 > 0 THEN n %% 3 END, CASE WHEN n %% 8 = 0 THEN 's-' || n END,
          timestamptz '2026-03-02T09:00:00Z'
        FROM generate_series(1, %d) n
        """
            .formatted(DEVICES));
    for (FleetSort sort : FleetSort.values()) {
      for (boolean descending : List.of(false, true)) {
        List<String> whole = names(page(FleetFilter.ALL, sort, descending, 1_000, FleetScope.ALL));
        assertThat(whole).hasSize(DEVICES + 6).doesNotHaveDuplicates();
        assertThat(paged(sort, descending, 83, false)).as(sort + " " + descending).isEqualTo(whole);
        assertThat(
                names(
                    fleet.page(
                        new FleetQuery(
                            FleetFilter.ALL, sort, descending, Optional.empty(), 150, 20),
                        FleetScope.ALL,
                        NOW)))
            .as("left out " + sort)
            .isEqualTo(whole.subList(150, 170));
      }
    }
    for (FleetSort sort : FleetSort.values()) {
      List<String> seen = paged(sort, sort.ordinal() % 2 == 0, 61, true);
      assertThat(seen.stream().filter(name -> !moves(name)))
          .as("those that did not change, by " + sort)
          .doesNotHaveDuplicates()
          .hasSize(DEVICES + 6 - DEVICES / 10);
    }
    List<String> byName = paged(FleetSort.DEVICE, false, 61, true);
    assertThat(byName).doesNotHaveDuplicates().hasSize(DEVICES + 6);
  }

  @Test
  @Order(8)
  @Requirement("FLEET-007")
  void aCursorOfAnotherQuestionIsRefused() {
    FleetPage page = page(FleetFilter.ALL, FleetSort.BATTERY, false, 5, FleetScope.ALL);
    FleetQuery other = new FleetQuery(FleetFilter.ALL, FleetSort.RATE, false, page.next(), 0, 5);
    assertThatThrownBy(() -> fleet.page(other, FleetScope.ALL, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean moves(String name) {
    return name.startsWith("d-") && Integer.parseInt(name.substring(2)) % 10 == 0;
  }

  private static List<String> paged(
      FleetSort sort, boolean descending, int limit, boolean whileOthersChange) {
    List<String> seen = new ArrayList<>();
    Optional<String> after = Optional.empty();
    Set<String> cursors = new HashSet<>();
    int pages = 0;
    do {
      FleetPage page =
          fleet.page(
              new FleetQuery(FleetFilter.ALL, sort, descending, after, 0, limit),
              FleetScope.ALL,
              NOW.plusSeconds(pages));
      seen.addAll(names(page));
      after = page.next();
      after.ifPresent(cursor -> assertThat(cursors.add(cursor)).isTrue());
      if (whileOthersChange) {
        run(
            """
            UPDATE rivulet.device SET battery_percent = 100 - battery_percent,
              last_received_time = last_received_time + interval '1 second',
              clock_offset_micros = 30000000 - clock_offset_micros, model = 'M' || random(),
              firmware = random()::text, refused_count = refused_count * 3 %% 17,
              alert_count = 9 - alert_count, site = 'site-' || random(),
              messages_per_minute = messages_per_minute + 20
            WHERE device LIKE 'd-%%0'
            """
                .formatted());
      }
      pages++;
    } while (after.isPresent());
    return seen;
  }

  private static List<String> search(String text) {
    return names(
        page(
            new FleetFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                FleetFilter.words(text)),
            FleetSort.DEVICE,
            false,
            10,
            FleetScope.ALL));
  }

  private static FleetPage page(
      FleetFilter filter, FleetSort sort, boolean descending, int limit, FleetScope scope) {
    return fleet.page(
        new FleetQuery(filter, sort, descending, Optional.empty(), 0, limit), scope, NOW);
  }

  private static List<String> names(FleetPage page) {
    return page.devices().stream().map(FleetRow::device).toList();
  }

  private static FleetRow row(String device) {
    return fleet.named(List.of(device), FleetScope.ALL, NOW).get(0);
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static void status(
      String device,
      int second,
      boolean online,
      String model,
      String firmware,
      double battery,
      long offsetMicros) {
    store.send(
        Topic.DEVICE_STATUS,
        device,
        DeviceStatusRecord.newBuilder()
            .setSite("north")
            .setDevice(device)
            .setReceivedTime(at(second))
            .setOnline(online)
            .setModel(model)
            .setFirmware(firmware)
            .setBatteryPercent(battery)
            .setClockOffsetMicros(offsetMicros)
            .setClockSpreadMicros(900L)
            .build());
  }

  private static void opened(String session, int second, String device) {
    store.send(
        Topic.SESSIONS,
        session,
        event(
            session,
            session + "-open",
            at(second),
            SessionOpened.newBuilder()
                .setSite("north")
                .setSubject("p-1")
                .setDrug("Ketamine")
                .setRoute("IV")
                .build()));
    store.send(
        Topic.SESSIONS,
        session,
        event(
            session,
            session + "-bind",
            at(second),
            DeviceBound.newBuilder().setDevice(device).setFrom(at(second)).build()));
  }

  private static void alert(
      String id, String session, String device, String priority, boolean present, long revision) {
    store.send(
        Topic.ALERTS,
        id,
        AlertRecord.newBuilder()
            .setId(id)
            .setSession(session)
            .setDevice(device)
            .setKind("technical")
            .setCategory("PUMP_SILENT")
            .setPriority(priority)
            .setPresent(present)
            .setSignal(present ? "on" : "off")
            .setRevision(revision)
            .setStart(at(5))
            .setDetail(HOSTILE)
            .setWithdrawn(false)
            .build());
  }

  private static void refused(String id, String origin, String reason, int second, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    store.send(
        Topic.QUARANTINE,
        origin,
        malformed(id, origin)
            .setReason(reason)
            .setReceivedTime(at(second))
            .setPayload(ByteBuffer.wrap(bytes))
            .setPayloadBytes(bytes.length)
            .build());
  }

  private static void run(String sql) {
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      int unused = statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
