package io.rivulet.alerting.incident;

import static io.rivulet.alerting.incident.Plans.TERMS;
import static io.rivulet.alerting.incident.Plans.plan;
import static io.rivulet.alerting.lifecycle.StatementBuilder.START;
import static io.rivulet.alerting.lifecycle.StatementBuilder.silence;
import static io.rivulet.alerting.lifecycle.StatementBuilder.statement;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.lifecycle.StatementBuilder;
import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.Target;
import io.rivulet.alerting.routing.InhibitionReader;
import io.rivulet.alerting.routing.Label;
import io.rivulet.alerting.routing.Matcher;
import io.rivulet.alerting.routing.Route;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.alerting.routing.Silence;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** What may happen to alerting, drawn by lot. */
final class Happening {
  private static final int SUBJECTS = 4;
  private static final List<Consumer<MemoryLedger>> NOTHING = List.of();

  private final Random random;
  private final List<String> ids = new ArrayList<>();
  private final List<PlanContext> plans = plans();
  private int count;

  /**
   * Something that happens.
   *
   * @param words what
   * @param effects in order
   */
  record Event(String words, List<Consumer<MemoryLedger>> effects) {
    void on(MemoryLedger ledger) {
      effects.forEach(effect -> effect.accept(ledger));
    }
  }

  Happening(Random random) {
    this.random = random;
  }

  MemoryLedger ledger() {
    MemoryLedger ledger = new MemoryLedger(plans.get(0), START);
    ledger.inhibitions(InhibitionReader.DEFAULT);
    return ledger;
  }

  private static List<PlanContext> plans() {
    Route critical =
        new Route(
            "critical",
            List.of(Matcher.parse("priority = high")),
            new RouteTerms(
                "page",
                List.of(Label.SESSION, Label.CATEGORY),
                Duration.ofSeconds(14),
                Duration.ofSeconds(2),
                Duration.ZERO,
                Duration.ofMinutes(20),
                false,
                Optional.of(Duration.ofMinutes(30))),
            true,
            List.of());
    Route technical =
        new Route(
            "technical",
            List.of(Matcher.parse("kind = technical")),
            RouteTerms.of("night"),
            false,
            List.of());
    EscalationPolicy page =
        new EscalationPolicy(
            "page",
            List.of(
                Plans.step(0, Target.ofPerson("nobody")), Plans.step(1, Target.ofPerson("ben"))),
            0,
            Duration.ofMinutes(3),
            List.of(Target.ofChannel("siren")));
    return List.of(
        plan(TERMS),
        Plans.with(plan(TERMS, critical, technical), Plans.NIGHT, page),
        Plans.with(plan(RouteTerms.of("page"), technical), page),
        Plans.with(plan(RouteTerms.of("night"), critical), Plans.NIGHT));
  }

  Event next(MemoryLedger ledger) {
    int dice = random.nextInt(100);
    if (ids.isEmpty() || dice < 25) {
      return opens();
    }
    if (dice < 65) {
      return goesOn(ledger);
    }
    if (dice < 75) {
      return acknowledged(ledger);
    }
    if (dice < 82) {
      return silenced(ledger);
    }
    if (dice < 88) {
      PlanContext other = plans.get(random.nextInt(plans.size()));
      return new Event("another plan", List.of(one -> one.plan(other)));
    }
    if (dice < 92) {
      Duration time = Duration.ofMinutes(random.nextInt(120));
      return new Event(
          "standstill of " + time, List.of(one -> one.standStill(time), MemoryLedger::decideAll));
    }
    return flaps();
  }

  private static StatementBuilder builder(String id) {
    if (id.startsWith("f")) {
      return silence(id, "p1");
    }
    int subject = Math.floorMod(id.hashCode(), SUBJECTS);
    return switch (subject) {
      case 0 -> statement(id);
      case 1 -> statement(id).category("SPO2_EXCURSION");
      case 2 -> silence(id, "p1");
      default -> silence(id, "p2").category("BRIDGE_BLIND");
    };
  }

  private AlertPriority priority() {
    return AlertPriority.values()[random.nextInt(3)];
  }

  private Event opens() {
    String id = "a" + ++count;
    ids.add(id);
    Statement stated = builder(id).priority(priority()).build();
    return state("open", stated);
  }

  private Event state(String words, Statement... statements) {
    List<Consumer<MemoryLedger>> effects = new ArrayList<>();
    for (Statement statement : statements) {
      effects.add(one -> one.state(statement));
    }
    return new Event(words + " " + statements[0].id(), effects);
  }

  private Event goesOn(MemoryLedger ledger) {
    String id = ids.get(Math.max(0, ids.size() - 1 - random.nextInt(8)));
    AlertCase alert = ledger.alert(id);
    long next = alert.statement().revision() + 1;
    AlertPriority before = alert.statement().priority();
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> state("over", builder(id).revision(next).priority(before).over().build());
      case 3, 4 -> state("restated", builder(id).revision(next).priority(priority()).build());
      case 5 -> state("repeated", alert.statement());
      case 6 -> state("stale", builder(id).revision(next - 1).priority(priority()).over().build());
      case 7 -> state("withdrawn", builder(id).revision(next).priority(before).withdrawn().build());
      default -> replaced(id, next, before);
    };
  }

  /** Both records, in either order. */
  private Event replaced(String id, long revision, AlertPriority before) {
    String successor = "a" + ++count;
    ids.add(successor);
    Statement gone =
        builder(id).revision(revision).priority(before).withdrawnFor(successor).build();
    Statement there = builder(successor).priority(priority()).build();
    return random.nextBoolean()
        ? state("replaced", gone, there)
        : state("replaced by", there, gone);
  }

  private Event acknowledged(MemoryLedger ledger) {
    List<String> waiting =
        ledger.alerts().stream().filter(AlertCase::waits).map(AlertCase::id).toList();
    if (waiting.isEmpty()) {
      return new Event("nothing", NOTHING);
    }
    String id = waiting.get(random.nextInt(waiting.size()));
    return new Event("acknowledged " + id, List.of(one -> one.acknowledge(id, "anna")));
  }

  private Event silenced(MemoryLedger ledger) {
    Instant now = ledger.now();
    String match =
        List.of("kind = technical", "site = zurich", "category =~ .*_EXCURSION")
            .get(random.nextInt(3));
    Silence silence =
        new Silence(
            "s" + random.nextInt(3),
            List.of(Matcher.parse(match)),
            "anna",
            "test",
            now.plusSeconds(random.nextInt(100)),
            now.plusSeconds(100 + random.nextInt(1_000)),
            random.nextBoolean() ? Optional.of(now.plusSeconds(50)) : Optional.empty());
    return new Event("silence " + match, List.of(one -> one.silence(silence)));
  }

  /** One thing comes and goes quickly, under several ids. */
  private Event flaps() {
    List<Consumer<MemoryLedger>> effects = new ArrayList<>();
    AlertPriority priority = priority();
    for (int i = 0; i < 6; i++) {
      String id = "f" + ++count;
      ids.add(id);
      Statement there = builder(id).priority(priority).build();
      Statement over = builder(id).priority(priority).revision(2).over().build();
      effects.add(one -> one.state(there));
      effects.add(one -> one.after(Duration.ofSeconds(7)));
      effects.add(one -> one.state(over));
    }
    return new Event("flapping", effects);
  }

  /** The same time for both, in one go and in many. */
  void timePasses(MemoryLedger once, MemoryLedger often, Random asking) {
    Duration time =
        Duration.ofMillis(
            switch (random.nextInt(4)) {
              case 0 -> 0;
              case 1 -> random.nextInt(20_000);
              case 2 -> random.nextInt(300_000);
              default -> random.nextInt(3_000_000);
            });
    once.after(time);
    Duration left = time;
    while (!left.isZero()) {
      Duration part =
          asking.nextInt(4) == 0 ? left : Duration.ofMillis(asking.nextLong(left.toMillis()) + 1);
      often.after(part);
      often.decideAll();
      left = left.minus(part);
    }
  }

  /** Everything is over, somebody knows of everything, and time goes by. */
  void end(MemoryLedger ledger) {
    for (AlertCase alert : List.copyOf(ledger.alerts())) {
      if (alert.statement().present()) {
        ledger.state(
            builder(alert.id())
                .revision(alert.statement().revision() + 1)
                .priority(alert.statement().priority())
                .over()
                .build());
      }
      ledger.acknowledge(alert.id(), "anna");
    }
    ledger.after(Duration.ofDays(1));
  }
}
