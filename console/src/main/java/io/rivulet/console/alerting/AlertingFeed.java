package io.rivulet.console.alerting;

import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.alerting.desk.AlertDesks;
import io.rivulet.alerting.desk.DeliveryFilter;
import io.rivulet.alerting.desk.DeliveryView;
import io.rivulet.alerting.desk.DeskUnavailableException;
import io.rivulet.alerting.desk.Overview;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.desk.SuppressedAlert;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.alerting.AlertingSign.Counts;
import io.rivulet.console.alerting.AlertingSign.State;
import io.rivulet.console.alerting.AlertingSign.SuppressedSign;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks alerting how it stands, for every page. Safe for use by several threads. */
public final class AlertingFeed {
  /** A notification that failed and waits for longer counts as one that cannot be delivered. */
  static final Duration DELIVERY_PATIENCE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(AlertingFeed.class);
  private static final int MOST_WAITING = 100;
  private static final String NOBODY =
      "Alerting is down: no instance of it runs, and nobody is told of any alert. Start one with ./rivulet alerting.";
  private static final String SILENT =
      "Alerting cannot be asked: its tables do not answer. Nobody may be told of any alert; the console's log says more.";

  private final AlertDesks desks;
  private final InstantSource clock;
  private final AlertingPulse pulse = new AlertingPulse();
  private volatile boolean answering = true;

  /** Asks nothing yet. */
  public AlertingFeed(AlertDesks desks, InstantSource clock) {
    this.desks = desks;
    this.clock = clock;
  }

  /** How it stands now, for whoever may know of everything. */
  public AlertingSign current() {
    return current(new SiteScope.All());
  }

  /**
   * How it stands now, with the alerts of these sites. Whether alerting works is for everybody, and
   * so are its numbers of notifications.
   */
  public AlertingSign current(SiteScope sites) {
    try {
      AlertingSign sign = read(desks.at(Sites.ALL), desks.at(AskingCaller.sites(sites)));
      answering = true;
      return sign;
    } catch (DeskUnavailableException e) {
      return unavailable(e);
    } catch (RuntimeException e) {
      // A banner that is missing because of a mistake in it would look as if all were well.
      return unavailable(e);
    }
  }

  private AlertingSign unavailable(RuntimeException cause) {
    if (answering) {
      LOG.warn("Alerting does not say how it stands: {}", cause.getMessage(), cause);
    }
    answering = false;
    return AlertingSign.down(SILENT);
  }

  private AlertingSign read(AlertDesk whole, AlertDesk desk) {
    Overview overview = desk.overview();
    List<SuppressedAlert> suppressed =
        overview.suppressedHighPriority() > 0 ? desk.suppressedHighPriority() : List.of();
    boolean alive = pulse.beats(whole.instances(), System.nanoTime());
    Optional<String> stuck = stuck(whole);
    State state = !alive ? State.DOWN : stuck.isPresent() ? State.CANNOT_DELIVER : State.UP;
    return new AlertingSign(
        state,
        alive ? stuck.orElse("") : NOBODY,
        counts(overview.open()),
        counts(overview.acknowledged()),
        counts(overview.latched()),
        suppressed.stream().limit(AlertingSign.MOST_SUPPRESSED).map(AlertingFeed::sign).toList(),
        overview.suppressedHighPriority(),
        overview.waiting(),
        overview.dead(),
        overview.lastAudit());
  }

  private Optional<String> stuck(AlertDesk desk) {
    Instant before = clock.instant().minus(DELIVERY_PATIENCE);
    DeliveryFilter waiting =
        new DeliveryFilter(Optional.of("waiting"), Optional.empty(), Optional.empty());
    List<String> channels =
        desk.deliveries(waiting, Optional.empty(), MOST_WAITING).items().stream()
            .filter(delivery -> delivery.attempts() > 0 && delivery.created().isBefore(before))
            .map(DeliveryView::channel)
            .distinct()
            .sorted()
            .toList();
    return channels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Alerting cannot deliver by "
                + String.join(", ", channels)
                + ": notifications failed and wait to be tried again. The alerts page says why.");
  }

  private static Counts counts(Map<AlertPriority, Long> numbers) {
    return new Counts(
        numbers.getOrDefault(AlertPriority.HIGH, 0L),
        numbers.getOrDefault(AlertPriority.MEDIUM, 0L),
        numbers.getOrDefault(AlertPriority.LOW, 0L));
  }

  private static SuppressedSign sign(SuppressedAlert one) {
    return new SuppressedSign(
        one.alert().alert().id(),
        one.alert().alert().category(),
        one.alert().alert().detail(),
        one.alert().alert().site(),
        one.alert().alert().session(),
        one.kind(),
        one.by(),
        one.reason(),
        one.until());
  }
}
