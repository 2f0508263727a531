package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.simulator.clinic.Clinic;
import io.rivulet.simulator.clinic.PastCourse;
import io.rivulet.simulator.clinic.TroubledSession;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DeviceOutlet;
import io.rivulet.simulator.mqtt.PublishingException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gives the demo a past to look at: a course of treatment, charted at the session desk and handed
 * over by devices that had stored it; and a session with troubled devices. It begins once the
 * clinic is live, so that nobody waits for it, and is left out where the data directory has it
 * already.
 */
final class DemoPast implements AutoCloseable {
  private static final Duration CLINIC_LIMIT = Duration.ofMinutes(5);
  private static final long JOIN_MILLIS = 5_000;
  private static final int NOT_KNOWN = 404;
  private static final int ASKED_BACK = 428;

  private final ApiAccess desk;
  private final DeviceOutlet outlet;
  private final Thread thread;

  /**
   * Begins.
   *
   * @param desk the session desk
   * @param outlet where devices send; stays open
   * @param said takes a line of text when it is done or cannot be
   */
  static DemoPast start(
      ApiAccess desk,
      DeviceOutlet outlet,
      Clinic clinic,
      String site,
      InstantSource clock,
      Consumer<String> said) {
    DemoPast past = new DemoPast(desk, outlet, clinic, site, clock, said);
    past.thread.start();
    return past;
  }

  private DemoPast(
      ApiAccess desk,
      DeviceOutlet outlet,
      Clinic clinic,
      String site,
      InstantSource clock,
      Consumer<String> said) {
    this.desk = desk;
    this.outlet = outlet;
    this.thread = new Thread(() -> run(clinic, site, clock, said), "demo-past");
    this.thread.setDaemon(true);
  }

  private void run(Clinic clinic, String site, InstantSource clock, Consumer<String> said) {
    try {
      if (!clinic.awaitLive(CLINIC_LIMIT)) {
        return;
      }
      if (desk.get("series/" + PastCourse.SERIES).status() == NOT_KNOWN) {
        for (PastCourse.Chart chart : TroubledSession.of(site, clock.instant())) {
          chart(chart);
        }
        for (PastCourse.Part part : PastCourse.of(site, clock.instant())) {
          fill(part);
        }
        said.accept("series " + PastCourse.SERIES + " of the last three weeks is there to look at");
      }
    } catch (IOException | PublishingException e) {
      said.accept("the demo's past is not whole: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fill(PastCourse.Part part) throws IOException, InterruptedException {
    for (PastCourse.Chart chart : part.charts()) {
      chart(chart);
    }
    for (DeviceMessage message : part.messages()) {
      outlet.publish(message);
    }
  }

  private void chart(PastCourse.Chart chart) throws IOException, InterruptedException {
    ObjectNode body = ApiAccess.object();
    chart.body().forEach((name, value) -> body.set(name, ApiAccess.tree(plain(value))));
    ApiAccess.Answer answer = desk.post(chart.path(), body);
    if (answer.status() == ASKED_BACK) {
      body.put("confirmation", answer.text("confirmation"));
      answer = desk.post(chart.path(), body);
    }
    if (!answer.done()) {
      throw new IOException(
          chart.path() + " is refused by the session desk: " + answer.text("detail"));
    }
  }

  /** Times and durations are texts in JSON. */
  private static Object plain(Object value) {
    boolean asItIs =
        value instanceof Number
            || value instanceof Boolean
            || value instanceof List<?>
            || value instanceof Map<?, ?>;
    return asItIs ? value : value.toString();
  }

  /** Stops within 5 s; what is left out by then is missing. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
