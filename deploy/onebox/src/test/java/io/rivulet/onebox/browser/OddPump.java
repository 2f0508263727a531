package io.rivulet.onebox.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.mqtt.PublisherConfig;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** A pump that says what a test wants to see on a page. */
final class OddPump implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double ML_A_SAMPLE = 0.01;

  private final DevicePublisher publisher;
  private final String site;
  private final DeviceId device;
  private int sequence;

  OddPump(String broker, String site, String device) {
    this.publisher = DevicePublisher.connect(PublisherConfig.to(broker, device));
    this.site = site;
    this.device = new DeviceId(device);
  }

  String name() {
    return device.value();
  }

  /** What it calls itself. */
  void status(String model, String firmware) throws InterruptedException {
    ObjectNode status = head().put("online", true).put("model", model).put("firmware", firmware);
    publish(PayloadKind.STATUS, status.toString());
  }

  /** A sample of a pump that runs, with an alarm where one is named. */
  void runs(String drug, String... alarms) throws InterruptedException {
    publish(PayloadKind.PUMP, sample(drug, "mL/h", alarms).toString());
  }

  /** A sample in a unit that nobody reads. */
  void runsInUnit(String drug, String unit) throws InterruptedException {
    publish(PayloadKind.PUMP, sample(drug, unit).toString());
  }

  private ObjectNode sample(String drug, String unit, String... alarms) {
    ObjectNode sample = head().put("drug", drug).put("state", "RUN").put("sequence", ++sequence);
    sample.putObject("rate").put("value", 7.5).put("unit", unit);
    sample.putObject("volume").put("value", sequence * ML_A_SAMPLE).put("unit", "mL");
    sample.putObject("concentration").put("value", 10).put("unit", "mg/mL");
    for (String alarm : alarms) {
      sample.withArray("alarms").add(alarm);
    }
    return sample;
  }

  private ObjectNode head() {
    return JSON.createObjectNode()
        .put("site", site)
        .put("device", device.value())
        .put("time", InstantSource.system().instant().toString());
  }

  private void publish(PayloadKind kind, String json) throws InterruptedException {
    publisher.publish(
        new DeviceMessage(site, device, kind, json.getBytes(StandardCharsets.UTF_8), false));
  }

  @Override
  public void close() {
    publisher.close();
  }
}
