package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.Channels;
import io.rivulet.alerting.payload.Payloads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sends what is in the outbox: a lane for each channel, so that none waits for another. Any number
 * of instances may run; each notification is sent by one of them at a time.
 */
public final class Lanes implements AutoCloseable {
  private static final long CLOSE_SECONDS = 10;
  private static final long KEEP_MILLIS = 1_000;

  private final DeliveryParts parts;
  private final ScheduledExecutorService deadlines;
  private final Keeper keeper;
  private final ScheduledExecutorService keeping;
  private Map<String, Lane> lanes = Map.of();
  private Channels channels;
  private boolean closed;

  private Lanes(DeliveryParts parts) {
    this.parts = Objects.requireNonNull(parts, "parts");
    this.deadlines = scheduler("rivulet-delivery-deadlines");
    this.keeping = scheduler("rivulet-delivery-keeper");
    this.keeper = new Keeper(parts, this::wake);
  }

  /** Begins to send, over these channels. */
  public static Lanes start(DeliveryParts parts, Channels channels) {
    Lanes lanes = new Lanes(parts);
    lanes.apply(channels);
    var unused =
        lanes.keeping.scheduleWithFixedDelay(
            lanes.keeper::look, KEEP_MILLIS, KEEP_MILLIS, TimeUnit.MILLISECONDS);
    return lanes;
  }

  /**
   * Goes on with other channels: those that are the same are not disturbed; of those that change or
   * go, what is being sent is sent to its end.
   */
  public synchronized void apply(Channels next) {
    Objects.requireNonNull(next, "next");
    if (closed || next.equals(channels)) {
      return;
    }
    boolean sameZones = channels != null && channels.zones().equals(next.zones());
    Map<String, Lane> going = new HashMap<>(lanes);
    Map<String, Lane> staying = new HashMap<>();
    for (Channel channel : next.byName().values()) {
      Lane lane = going.get(channel.name());
      if (lane != null && sameZones && lane.channel().equals(channel)) {
        staying.put(channel.name(), going.remove(channel.name()));
      } else {
        staying.put(channel.name(), start(channel, next));
      }
    }
    lanes = Map.copyOf(staying);
    channels = next;
    keeper.channels(next.byName().keySet());
    going.values().forEach(this::end);
  }

  private Lane start(Channel channel, Channels all) {
    Senders senders =
        new Senders(
            new Payloads(all.zones(), parts.secrets(), parts.console()),
            deadlines,
            parts.clock(),
            channel.pace().threads());
    LaneWork work =
        new LaneWork(
            channel, parts, channel.match(senders), () -> ThreadLocalRandom.current().nextDouble());
    return Lane.start(channel, work, parts.clock(), channel.pace().threads());
  }

  private void end(Lane lane) {
    lane.stop();
    Thread ending = new Thread(lane::close, "rivulet-lane-ends-" + lane.channel().name());
    ending.setDaemon(true);
    ending.start();
  }

  /** Looks into the outbox at once: something was committed. */
  public void wake() {
    List<Lane> now;
    synchronized (this) {
      now = List.copyOf(lanes.values());
    }
    now.forEach(Lane::wake);
  }

  /** How each channel stands and what waits for it, as of the last look, a second ago or so. */
  public List<ChannelStatus> status() {
    return keeper.status();
  }

  /** Sends nothing more; waits up to 10 s for what is being sent. */
  @Override
  public void close() {
    List<Lane> ending;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      ending = new ArrayList<>(lanes.values());
      lanes = Map.of();
    }
    keeping.shutdownNow();
    ending.forEach(Lane::stop);
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    try {
      for (Lane lane : ending) {
        lane.awaitEnd(deadlineNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ending.forEach(Lane::close);
    }
    deadlines.shutdownNow();
    keeper.close();
  }

  private static ScheduledExecutorService scheduler(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
