package io.rivulet.ingest.mqtt;

import io.rivulet.ingest.metrics.BridgeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lane is subscribed to, over all its connections: as configured, changed while connected,
 * and back to what was granted last where a broker refuses a change.
 */
public final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  private final SubscriptionRecord record;
  private final BridgeMetrics metrics;
  private volatile MqttSource wanted;
  private volatile String refusal;
  private MqttSource granted;

  public Subscriptions(MqttSource wanted, SubscriptionRecord record, BridgeMetrics metrics) {
    this.wanted = wanted;
    this.record = record;
    this.metrics = metrics;
  }

  /** What the next connection is for. */
  public MqttSource wanted() {
    return wanted;
  }

  /** Other filters from now on; a connection that is up takes them over when it next looks. */
  public void want(MqttSource changed) {
    wanted = changed;
    refusal = null;
  }

  /** Why the last change was not made, where the broker refused it. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * Subscribes on a new connection, and takes back what an earlier configuration left with the
   * session.
   *
   * @param own topics of the bridge's own, subscribed to besides
   * @throws LinkException where the broker does not grant it
   */
  public void begin(MqttLink link, MqttSource source, List<String> own) throws LinkException {
    List<String> all = new ArrayList<>(source.filters());
    all.addAll(own);
    try {
      link.subscribe(all);
    } catch (LinkException e) {
      if (granted != null && !granted.filters().equals(source.filters())) {
        refuse(e);
      }
      throw e;
    }
    List<String> left = minus(record.read(), all);
    if (!left.isEmpty()) {
      link.unsubscribe(left);
    }
    record.write(all);
    granted = source;
  }

  /** Subscribes to what was added before it lets go of what was removed. */
  public void follow(MqttLink link, List<String> own) throws LinkException {
    MqttSource changed = wanted;
    List<String> added = minus(changed.filters(), granted.filters());
    List<String> removed = minus(granted.filters(), changed.filters());
    if (added.isEmpty() && removed.isEmpty()) {
      return;
    }
    try {
      if (!added.isEmpty()) {
        link.subscribe(added);
      }
    } catch (LinkException e) {
      refuse(e);
      // Some of them may have been granted.
      link.unsubscribe(added);
      return;
    }
    begin(link, changed, own);
    LOG.info("{}: subscribed to {}, no more to {}", changed.clientId(), added, removed);
  }

  /** Takes everything back but the bridge's own topics. */
  public void end(MqttLink link) throws LinkException {
    link.unsubscribe(granted.filters());
  }

  private void refuse(LinkException cause) {
    wanted = granted;
    metrics.configurationRefused();
    refusal = "mqtt.filters were not changed: " + cause.getMessage();
    LOG.error("{}: {}; {} stay", granted.clientId(), refusal, granted.filters());
  }

  private static List<String> minus(List<String> filters, List<String> others) {
    return filters.stream().filter(filter -> !others.contains(filter)).toList();
  }
}
