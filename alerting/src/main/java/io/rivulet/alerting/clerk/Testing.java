package io.rivulet.alerting.clerk;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.DeliveryView;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.desk.TestRequest;
import io.rivulet.alerting.ledger.Decision;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.Recipient;
import io.rivulet.alerting.oncall.Person;
import io.rivulet.alerting.oncall.Reach;
import io.rivulet.domain.identity.StableId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries whether somebody can be reached. */
final class Testing {
  private final Commands commands;
  private final Supplier<AlertingPlan> plan;
  private final DeliveryReads deliveries = new DeliveryReads(Sites.ALL);

  Testing(Commands commands, Supplier<AlertingPlan> plan) {
    this.commands = commands;
    this.plan = plan;
  }

  Answer<List<DeliveryView>> test(Origin origin, TestRequest request) {
    return commands.carryOut(
        origin,
        new String[] {"test", request.toString()},
        decision -> test(decision, origin, request),
        (connection, incident) -> deliveries.ofIncidents(connection, List.of(incident), 100));
  }

  private String test(Decision decision, Origin origin, TestRequest request)
      throws DeclinedException {
    String incident = "test-" + StableId.of("test", origin.by(), origin.eventId());
    List<Reach> reaches = reaches(request);
    List<Notification> notifications =
        reaches.stream()
            .map(reach -> notification(incident, reach, origin, decision.now()))
            .toList();
    decision.tell(notifications);
    decision.audit(
        Silencing.entry(
            AuditEvent.TESTED,
            decision.now(),
            origin.by(),
            Map.of(
                "target", words(request),
                "notifications", Integer.toString(notifications.size()))));
    return incident;
  }

  private static String words(TestRequest request) {
    if (request instanceof TestRequest.ToPerson to) {
      return "person " + to.person();
    }
    return "channel " + ((TestRequest.ToChannel) request).channel();
  }

  private List<Reach> reaches(TestRequest request) throws DeclinedException {
    if (request instanceof TestRequest.ToPerson to) {
      Person person = plan.get().onCall().people().get(to.person());
      if (person == null) {
        throw DeclinedException.unknown("there is no person " + to.person());
      }
      List<Reach> all =
          person.contacts().stream()
              .map(
                  contact ->
                      Reach.of(
                          contact.channel(),
                          new Recipient(person.key(), person.name(), contact.address())))
              .toList();
      if (all.isEmpty()) {
        throw DeclinedException.refused("person " + to.person() + " has no contact");
      }
      return all;
    }
    String channel = ((TestRequest.ToChannel) request).channel();
    Optional<Channel> found = plan.get().channels().find(channel);
    if (found.isEmpty()) {
      throw DeclinedException.unknown("there is no channel " + channel);
    }
    if (found.get().reachesPersons()) {
      throw DeclinedException.refused(
          "channel " + channel + " has no address of its own; test a person who is reached by it");
    }
    return List.of(Reach.of(channel));
  }

  private static Notification notification(
      String incident, Reach reach, Origin origin, Instant now) {
    return new Notification(
        StableId.of(
            "test notification",
            incident,
            reach.channel(),
            reach.recipient().map(who -> who.person() + "/" + who.address()).orElse("")),
        Reason.TEST,
        incident,
        reach.channel(),
        reach.recipient(),
        List.of(),
        0,
        origin.by() + " tries whether this arrives",
        now);
  }
}
