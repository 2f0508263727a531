package io.rivulet.alerting.clerk;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.delivery.ChannelStatusTable;
import io.rivulet.alerting.delivery.Replays;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.ChannelView;
import io.rivulet.alerting.desk.DeliveryFilter;
import io.rivulet.alerting.desk.DeliveryView;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.desk.Page;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.ledger.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Shows what was sent, tries again what was given up on, and uses channels again. */
final class Delivering {
  private final Commands commands;
  private final Supplier<AlertingPlan> plan;
  private final Replays replays;
  private final Runnable wakeLanes;
  private final DeliveryReads deliveries;

  Delivering(
      Commands commands,
      Supplier<AlertingPlan> plan,
      Replays replays,
      Runnable wakeLanes,
      Sites sites) {
    this.commands = commands;
    this.plan = plan;
    this.replays = replays;
    this.wakeLanes = wakeLanes;
    this.deliveries = new DeliveryReads(sites);
  }

  Page<DeliveryView> deliveries(DeliveryFilter filter, Optional<String> cursor, int limit) {
    int rows = Pages.rowsFor(limit);
    Optional<Place> after = Pages.place(cursor);
    return commands.read(
        (connection, none) ->
            Pages.page(
                deliveries.page(connection, filter, after, rows),
                limit,
                shown -> shown,
                row -> new Place(row.created(), row.id())));
  }

  Answer<DeliveryView> replay(Origin origin, String notification) {
    Answer<DeliveryView> answer =
        commands.carryOut(
            origin,
            new String[] {"replay", notification},
            decision -> {
              if (deliveries.load(decision.connection(), List.of(notification)).isEmpty()) {
                throw DeclinedException.unknown("there is no notification " + notification);
              }
              if (!replays.replay(
                  decision.connection(), notification, origin.by(), decision.now())) {
                throw DeclinedException.refused(
                    "notification " + notification + " was not given up on");
              }
              return notification;
            },
            (connection, id) -> deliveries.load(connection, List.of(id)).get(0));
    wakeLanes.run();
    return answer;
  }

  Answer<Integer> replayAll(Origin origin, String channel, Instant since) {
    Answer<Integer> answer =
        commands.carryOut(
            origin,
            new String[] {"replay all", channel, since.toString()},
            decision ->
                Integer.toString(
                    replays.replayAll(
                        decision.connection(), channel, since, origin.by(), decision.now())),
            (connection, count) -> Integer.valueOf(count));
    wakeLanes.run();
    return answer;
  }

  List<ChannelView> channels() {
    Set<String> configured = plan.get().channels().byName().keySet();
    return commands.read(
        (connection, none) ->
            ChannelStatusTable.read(connection, configured).stream()
                .map(ChannelViews::of)
                .toList());
  }

  Answer<ChannelView> enableChannel(Origin origin, String channel) {
    Answer<ChannelView> answer =
        commands.carryOut(
            origin,
            new String[] {"enable channel", channel},
            decision -> {
              if (!plan.get().channels().byName().containsKey(channel)) {
                throw DeclinedException.unknown("there is no channel " + channel);
              }
              if (!replays.enable(decision.connection(), channel, origin.by(), decision.now())) {
                throw DeclinedException.refused("channel " + channel + " is not disabled");
              }
              return channel;
            },
            (connection, name) ->
                ChannelStatusTable.read(connection, Set.of(name)).stream()
                    .filter(status -> status.channel().equals(name))
                    .map(ChannelViews::of)
                    .findFirst()
                    .orElseThrow());
    wakeLanes.run();
    return answer;
  }
}
