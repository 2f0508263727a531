package io.rivulet.alerting.desk;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.audit.AuditRecord;
import io.rivulet.alerting.audit.AuditVerdict;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/** A desk that keeps what it is given, without a database, rules or anybody to tell. */
public final class MemoryDesk implements AlertDesk {
  /** The people it knows. */
  public static final List<PersonView> PEOPLE =
      List.of(
          new PersonView("anna", "Anna Perera", List.of("mail", "sms"), List.of()),
          new PersonView("ben", "Ben <script>alert(1)</script>", List.of("mail"), List.of()));

  private final InstantSource clock;
  private final Map<String, AlertView> alerts = new LinkedHashMap<>();
  private final Map<String, SilenceView> silences = new LinkedHashMap<>();
  private final Map<String, OverrideView> overrides = new LinkedHashMap<>();
  private final Map<String, DeliveryView> deliveries = new LinkedHashMap<>();
  private final List<AuditRecord> audit = new ArrayList<>();
  private final Map<String, Command> commands = new HashMap<>();
  private boolean away;

  private record Command(String what, Answer<?> answer) {}

  /** One with nothing in it. */
  public MemoryDesk(InstantSource clock) {
    this.clock = clock;
  }

  /** Makes every question fail, or answers them again. */
  public synchronized void away(boolean gone) {
    away = gone;
  }

  /** Who did what, the latest last. */
  public synchronized List<AuditEntry> done() {
    return audit.stream().map(AuditRecord::entry).toList();
  }

  /** Puts an alert, or another state of it. */
  public synchronized void put(NotifiedAlert alert) {
    Instant now = clock.instant();
    AlertView before = alerts.get(alert.id());
    boolean over = alert.state() == AlertState.CLOSED || alert.state() == AlertState.WITHDRAWN;
    alerts.put(
        alert.id(),
        new AlertView(
            alert,
            before == null ? alert.start() : before.opened(),
            now,
            alert.acknowledgedBy().map(by -> now),
            over ? Optional.of(now) : Optional.empty(),
            alert.flaps() > 3,
            before == null ? List.of() : before.notes(),
            List.of("incident-" + alert.id())));
    audited(AuditEvent.OPENED, "rivulet", Optional.of(alert.id()), Map.of());
  }

  /** Puts a notification. */
  public synchronized void put(DeliveryView delivery) {
    deliveries.put(delivery.id(), delivery);
  }

  /** Puts a silence. */
  public synchronized void put(SilenceView silence) {
    silences.put(silence.id(), silence);
  }

  private void audited(
      AuditEvent event, String by, Optional<String> alert, Map<String, String> detail) {
    audit.add(
        new AuditRecord(
            audit.size() + 1L,
            new AuditEntry(event, clock.instant(), by, alert, Optional.empty(), detail),
            "%064x".formatted(audit.size() + 1)));
  }

  private <T> T asked(Supplier<T> answer) {
    synchronized (this) {
      if (away) {
        throw new DeskUnavailableException("the database is away", null);
      }
      return answer.get();
    }
  }

  @SuppressWarnings("unchecked")
  private <T> Answer<T> once(Origin origin, String what, Supplier<Answer<T>> command) {
    return asked(
        () -> {
          Command before = commands.get(origin.eventId());
          if (before == null) {
            Answer<T> answer = command.get();
            if (answer instanceof Answer.Done<T>) {
              commands.put(origin.eventId(), new Command(what, answer));
            }
            return answer;
          }
          return before.what().equals(what) && before.answer() instanceof Answer.Done<?> done
              ? new Answer.Done<>((T) done.value(), true)
              : new Answer.Conflict<>("eventId " + origin.eventId() + " was for another command");
        });
  }

  private static <T> Page<T> page(List<T> all, Optional<String> cursor, int limit) {
    if (limit < 1 || limit > Page.MOST) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + Page.MOST);
    }
    int from = cursor.map(Integer::parseInt).orElse(0);
    int to = Math.min(all.size(), from + limit);
    return new Page<>(
        all.subList(from, to),
        to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  @Override
  public Page<AlertView> alerts(AlertFilter filter, Optional<String> cursor, int limit) {
    return asked(
        () ->
            page(
                alerts.values().stream().filter(view -> takes(filter, view.alert())).toList(),
                cursor,
                limit));
  }

  private static boolean takes(AlertFilter filter, NotifiedAlert alert) {
    return (filter.states().isEmpty() || filter.states().contains(alert.state()))
        && (filter.priorities().isEmpty() || filter.priorities().contains(alert.priority()))
        && takes(filter.site(), alert.site())
        && takes(filter.category(), Optional.of(alert.category()))
        && takes(filter.session(), alert.session())
        && takes(filter.device(), alert.device());
  }

  private static boolean takes(Optional<String> wanted, Optional<String> value) {
    return wanted.isEmpty() || wanted.equals(value);
  }

  @Override
  public Optional<AlertStory> alert(String id) {
    return asked(
        () ->
            Optional.ofNullable(alerts.get(id))
                .map(
                    view ->
                        new AlertStory(
                            view,
                            suppression(view),
                            List.of(incidentOf(view)),
                            deliveries.values().stream()
                                .filter(one -> view.incidents().contains(one.incident()))
                                .toList(),
                            audit.stream()
                                .filter(one -> one.entry().alert().equals(Optional.of(id)))
                                .toList())));
  }

  private static IncidentView incidentOf(AlertView view) {
    return new IncidentView(
        view.incidents().get(0),
        view.over().isPresent() ? "resolved" : "signalled",
        "root",
        Optional.of("usual"),
        "site = " + view.alert().site().orElse(""),
        view.opened(),
        view.over(),
        Optional.empty(),
        1,
        "step 1 of 2",
        "route root, policy usual");
  }

  @Override
  public Page<IncidentView> incidents(IncidentFilter filter, Optional<String> cursor, int limit) {
    return asked(
        () ->
            page(
                alerts.values().stream()
                    .filter(view -> takes(filter.alert(), Optional.of(view.alert().id())))
                    .map(MemoryDesk::incidentOf)
                    .filter(
                        one -> filter.open().map(open -> open == one.over().isEmpty()).orElse(true))
                    .toList(),
                cursor,
                limit));
  }

  @Override
  public Optional<IncidentStory> incident(String id) {
    return asked(
        () ->
            alerts.values().stream()
                .filter(view -> view.incidents().contains(id))
                .findFirst()
                .map(
                    view ->
                        new IncidentStory(incidentOf(view), List.of(view), List.of(), List.of())));
  }

  @Override
  public Overview overview() {
    return asked(
        () ->
            new Overview(
                count(AlertState.OPEN),
                count(AlertState.ACKNOWLEDGED),
                count(AlertState.LATCHED),
                suppressedHighPriority().size(),
                deliveries.values().stream().filter(one -> one.state().equals("waiting")).count(),
                deliveries.values().stream().filter(one -> one.state().equals("dead")).count(),
                audit.size(),
                List.of()));
  }

  private Map<AlertPriority, Long> count(AlertState state) {
    Map<AlertPriority, Long> counts = new EnumMap<>(AlertPriority.class);
    for (AlertPriority priority : AlertPriority.values()) {
      counts.put(
          priority,
          alerts.values().stream()
              .filter(view -> view.alert().state() == state)
              .filter(view -> view.alert().priority() == priority)
              .count());
    }
    return counts;
  }

  /** A silence of this desk hides the alert whose id is its only condition. */
  private Optional<SuppressedAlert> suppression(AlertView view) {
    return silences.values().stream()
        .filter(SilenceView::active)
        .filter(
            silence ->
                silence.matchers().contains("session = " + view.alert().session().orElse("")))
        .findFirst()
        .map(
            silence ->
                new SuppressedAlert(
                    view,
                    "silence",
                    silence.author(),
                    silence.reason(),
                    Optional.of(silence.ends())));
  }

  @Override
  public List<SuppressedAlert> suppressedHighPriority() {
    return asked(
        () ->
            alerts.values().stream()
                .filter(view -> view.alert().priority() == AlertPriority.HIGH)
                .filter(view -> view.over().isEmpty())
                .flatMap(view -> suppression(view).stream())
                .toList());
  }

  @Override
  public Answer<AlertView> acknowledgeAlert(Origin origin, String alert, Optional<String> note) {
    return once(
        origin,
        "acknowledge " + alert + note,
        () -> change(alert, view -> acknowledged(view, origin, note)));
  }

  private AlertView acknowledged(AlertView view, Origin origin, Optional<String> note) {
    NotifiedAlert was = view.alert();
    audited(AuditEvent.ACKNOWLEDGED, origin.by(), Optional.of(was.id()), Map.of());
    AlertState state =
        was.state() == AlertState.LATCHED ? AlertState.CLOSED : AlertState.ACKNOWLEDGED;
    NotifiedAlert is =
        new NotifiedAlert(
            was.id(),
            was.revision(),
            was.category(),
            was.kind(),
            was.priority(),
            state,
            was.detail(),
            was.site(),
            was.careUnit(),
            was.session(),
            was.device(),
            was.drug(),
            was.measured(),
            was.limit(),
            was.unit(),
            was.start(),
            was.end(),
            was.flaps(),
            Optional.of(origin.by()),
            note,
            was.successor());
    Instant now = clock.instant();
    return new AlertView(
        is,
        view.opened(),
        now,
        Optional.of(now),
        state == AlertState.CLOSED ? Optional.of(now) : view.over(),
        view.flapping(),
        view.notes(),
        view.incidents());
  }

  private Answer<AlertView> change(String alert, Function<AlertView, AlertView> change) {
    AlertView view = alerts.get(alert);
    if (view == null) {
      return new Answer.Unknown<>("alert " + alert + " is not known");
    }
    AlertView changed = change.apply(view);
    alerts.put(alert, changed);
    return new Answer.Done<>(changed, false);
  }

  @Override
  public Answer<List<AlertView>> acknowledgeIncident(
      Origin origin, String incident, Optional<String> note) {
    return once(
        origin,
        "acknowledge " + incident + note,
        () -> {
          List<AlertView> changed = new ArrayList<>();
          for (AlertView view : List.copyOf(alerts.values())) {
            if (view.incidents().contains(incident)) {
              AlertView after = acknowledged(view, origin, note);
              alerts.put(view.alert().id(), after);
              changed.add(after);
            }
          }
          return changed.isEmpty()
              ? new Answer.Unknown<>("incident " + incident + " is not known")
              : new Answer.Done<>(changed, false);
        });
  }

  @Override
  public Answer<AlertView> note(Origin origin, String alert, String note) {
    if (note.isBlank() || note.length() > 500) {
      return new Answer.Refused<>("a note has " + note.length() + " characters; 1 to 500");
    }
    return once(
        origin,
        "note " + alert + note,
        () ->
            change(
                alert,
                view -> {
                  audited(AuditEvent.NOTED, origin.by(), Optional.of(alert), Map.of("note", note));
                  List<AlertView.NoteView> notes = new ArrayList<>(view.notes());
                  notes.add(new AlertView.NoteView(origin.by(), clock.instant(), note));
                  return new AlertView(
                      view.alert(),
                      view.opened(),
                      clock.instant(),
                      view.acknowledgedAt(),
                      view.over(),
                      view.flapping(),
                      notes,
                      view.incidents());
                }));
  }

  @Override
  public Page<SilenceView> silences(boolean overToo, Optional<String> cursor, int limit) {
    return asked(
        () ->
            page(
                silences.values().stream().filter(one -> overToo || one.active()).toList(),
                cursor,
                limit));
  }

  @Override
  public Answer<SilenceView> silence(Origin origin, SilenceRequest request) {
    return once(
        origin,
        "silence " + request,
        () -> {
          Instant now = clock.instant();
          Instant begins = request.begins().orElse(now);
          if (Duration.between(begins, request.ends()).compareTo(Duration.ofHours(24)) > 0) {
            return new Answer.Refused<>("a silence is at most PT24H long");
          }
          SilenceView silence =
              new SilenceView(
                  "silence-" + (silences.size() + 1),
                  request.matchers(),
                  origin.by(),
                  request.reason(),
                  begins,
                  request.ends(),
                  now,
                  Optional.empty(),
                  true,
                  true);
          silences.put(silence.id(), silence);
          audited(AuditEvent.SILENCE_CREATED, origin.by(), Optional.empty(), Map.of());
          return new Answer.Done<>(silence, false);
        });
  }

  @Override
  public Answer<SilenceView> endSilence(Origin origin, String id) {
    return once(
        origin,
        "end " + id,
        () -> {
          SilenceView was = silences.get(id);
          if (was == null) {
            return new Answer.Unknown<>("silence " + id + " is not known");
          }
          SilenceView is =
              new SilenceView(
                  id,
                  was.matchers(),
                  was.author(),
                  was.reason(),
                  was.begins(),
                  clock.instant(),
                  was.created(),
                  Optional.of(origin.by()),
                  false,
                  was.coversHighPriority());
          silences.put(id, is);
          audited(AuditEvent.SILENCE_ENDED, origin.by(), Optional.empty(), Map.of());
          return new Answer.Done<>(is, false);
        });
  }

  @Override
  public List<OnCallView> onCall(Instant at) {
    return asked(
        () ->
            List.of(
                new OnCallView(
                    "ward",
                    "Europe/Zurich",
                    PEOPLE.subList(0, 1),
                    Optional.of(at.plus(Duration.ofHours(5))),
                    PEOPLE.subList(1, 2))));
  }

  @Override
  public Optional<List<ShiftView>> shifts(String schedule, Instant from, Instant until) {
    return asked(
        () ->
            schedule.equals("ward")
                ? Optional.of(
                    List.of(new ShiftView(from, until, PEOPLE.subList(0, 1), "layer days")))
                : Optional.empty());
  }

  @Override
  public Page<OverrideView> overrides(boolean overToo, Optional<String> cursor, int limit) {
    return asked(() -> page(List.copyOf(overrides.values()), cursor, limit));
  }

  @Override
  public Answer<OverrideView> override(Origin origin, OverrideRequest request) {
    return once(
        origin,
        "override " + request,
        () -> {
          if (!request.schedule().equals("ward")) {
            return new Answer.Unknown<>("schedule " + request.schedule() + " is not configured");
          }
          OverrideView override =
              new OverrideView(
                  "override-" + (overrides.size() + 1),
                  request.schedule(),
                  request.person(),
                  request.from(),
                  request.until(),
                  origin.by(),
                  request.reason(),
                  clock.instant(),
                  Optional.empty());
          overrides.put(override.id(), override);
          return new Answer.Done<>(override, false);
        });
  }

  @Override
  public Answer<OverrideView> endOverride(Origin origin, String id) {
    return once(
        origin,
        "end " + id,
        () -> {
          OverrideView was = overrides.get(id);
          if (was == null) {
            return new Answer.Unknown<>("override " + id + " is not known");
          }
          OverrideView is =
              new OverrideView(
                  id,
                  was.schedule(),
                  was.person(),
                  was.from(),
                  clock.instant(),
                  was.author(),
                  was.reason(),
                  was.created(),
                  Optional.of(origin.by()));
          overrides.put(id, is);
          return new Answer.Done<>(is, false);
        });
  }

  @Override
  public Directory directory() {
    return asked(
        () ->
            new Directory(
                PEOPLE,
                List.of("mail", "sms", "room"),
                List.of("room"),
                List.of("ward"),
                List.of("usual")));
  }

  @Override
  public Answer<List<DeliveryView>> test(Origin origin, TestRequest request) {
    return once(
        origin,
        "test " + request,
        () -> {
          Optional<PersonView> person =
              request instanceof TestRequest.ToPerson to
                  ? PEOPLE.stream().filter(one -> one.key().equals(to.person())).findFirst()
                  : Optional.empty();
          if (request instanceof TestRequest.ToPerson to && person.isEmpty()) {
            return new Answer.Unknown<>("person " + to.person() + " is not configured");
          }
          String channel = request instanceof TestRequest.ToChannel to ? to.channel() : "mail";
          DeliveryView delivery =
              new DeliveryView(
                  "test-" + (deliveries.size() + 1),
                  Reason.TEST,
                  "test",
                  channel,
                  person.map(PersonView::key),
                  person.map(PersonView::name),
                  "waiting",
                  0,
                  clock.instant(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  "asked for by " + origin.by());
          deliveries.put(delivery.id(), delivery);
          audited(AuditEvent.TESTED, origin.by(), Optional.empty(), Map.of());
          return new Answer.Done<>(List.of(delivery), false);
        });
  }

  @Override
  public Page<DeliveryView> deliveries(DeliveryFilter filter, Optional<String> cursor, int limit) {
    return asked(
        () ->
            page(
                deliveries.values().stream()
                    .filter(one -> takes(filter.state(), Optional.of(one.state())))
                    .filter(one -> takes(filter.channel(), Optional.of(one.channel())))
                    .filter(one -> takes(filter.incident(), Optional.of(one.incident())))
                    .toList(),
                cursor,
                limit));
  }

  @Override
  public Answer<DeliveryView> replay(Origin origin, String notification) {
    return once(
        origin,
        "replay " + notification,
        () -> {
          DeliveryView was = deliveries.get(notification);
          if (was == null) {
            return new Answer.Unknown<>("notification " + notification + " is not known");
          }
          DeliveryView is =
              new DeliveryView(
                  was.id(),
                  was.reason(),
                  was.incident(),
                  was.channel(),
                  was.person(),
                  was.name(),
                  "waiting",
                  was.attempts(),
                  was.created(),
                  Optional.of(clock.instant()),
                  Optional.empty(),
                  was.lastError(),
                  was.why());
          deliveries.put(is.id(), is);
          audited(AuditEvent.REPLAYED, origin.by(), Optional.empty(), Map.of());
          return new Answer.Done<>(is, false);
        });
  }

  @Override
  public Answer<Integer> replayAll(Origin origin, String channel, Instant since) {
    return once(
        origin,
        "replay " + channel + since,
        () ->
            new Answer.Done<>(
                (int)
                    deliveries.values().stream()
                        .filter(one -> one.state().equals("dead") && one.channel().equals(channel))
                        .count(),
                false));
  }

  @Override
  public Page<AuditRecord> audit(AuditFilter filter, Optional<String> cursor, int limit) {
    return asked(
        () ->
            page(
                audit.stream()
                    .filter(one -> takes(filter.alert(), one.entry().alert()))
                    .filter(one -> filter.event().map(one.entry().event()::equals).orElse(true))
                    .toList(),
                cursor,
                limit));
  }

  @Override
  public AuditVerdict verifyAudit(long from, Optional<Long> to) {
    return asked(
        () ->
            new AuditVerdict(
                true,
                audit.size(),
                audit.size(),
                "0".repeat(64),
                Optional.empty(),
                Optional.empty()));
  }

  @Override
  public Explained explain(SampleAlert sample, Instant at) {
    return asked(
        () ->
            new Explained(
                Optional.empty(),
                List.of(
                    new Explained.Line(
                        Optional.of(0L),
                        "Anna Perera by mail",
                        "route root takes " + sample.labels().get("site")))));
  }

  @Override
  public Optional<List<PreviewPart>> preview(String channel, Reason reason) {
    return asked(
        () ->
            channel.equals("mail")
                ? Optional.of(List.of(new PreviewPart("subject", "HIGH " + reason.code())))
                : Optional.empty());
  }

  @Override
  public List<ChannelView> channels() {
    return asked(() -> List.of(channel("mail", Optional.of("410 Gone"))));
  }

  private static ChannelView channel(String name, Optional<String> disabled) {
    return new ChannelView(
        name,
        true,
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        disabled,
        Optional.empty());
  }

  @Override
  public Answer<ChannelView> enableChannel(Origin origin, String channel) {
    return once(
        origin,
        "enable " + channel,
        () ->
            channel.equals("mail")
                ? new Answer.Done<>(channel(channel, Optional.empty()), false)
                : new Answer.Unknown<>("there is no channel " + channel));
  }

  @Override
  public List<WindowView> windows(Instant at) {
    return asked(
        () ->
            List.of(
                new WindowView(
                    "pumps",
                    List.of("category =~ PUMP_.*"),
                    "biomed",
                    "new firmware",
                    Optional.of(at.plusSeconds(60)),
                    Optional.empty())));
  }

  @Override
  public PlanView plan() {
    return asked(
        () ->
            new PlanView(
                "f".repeat(64),
                clock.instant(),
                "alerting.yaml",
                Optional.empty(),
                List.of(),
                List.of("schedule ward has a gap")));
  }

  @Override
  public Burden burden(Instant from, Instant until) {
    return asked(
        () ->
            new Burden(
                from,
                until,
                List.of(
                    new Burden.Day(
                        from.atZone(ZoneOffset.UTC).toLocalDate(),
                        count(AlertState.OPEN),
                        2,
                        1,
                        7)),
                OptionalDouble.of(42),
                OptionalDouble.of(130.5),
                1,
                OptionalDouble.of(1.75),
                List.of(new Burden.CategoryCount("PRESSURE_EXCURSION", 4, 2))));
  }

  @Override
  public List<InstanceView> instances() {
    return asked(() -> List.of(new InstanceView("i-1", "one", clock.instant(), clock.instant())));
  }
}
