package io.rivulet.store.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What became of a device, by its statuses and by what bridges observed.
 *
 * @param states what held from when on, each different from the one before
 * @param firmwares what it ran from when on; the first is what it ran when the story begins
 * @param clock how far its clock was off, as stated
 * @param battery its charge, as stated
 * @param silences when nothing was heard of it
 */
public record DeviceStory(
    List<StateFrom> states,
    List<FirmwareFrom> firmwares,
    List<ClockAt> clock,
    List<BatteryAt> battery,
    List<Silence> silences) {
  /** What a status says: the fields of table {@code device_status}. */
  public record Status(
      Instant received,
      boolean observed,
      boolean online,
      Optional<String> model,
      Optional<String> firmware,
      OptionalDouble batteryPercent,
      OptionalLong clockOffsetMillis,
      OptionalLong clockSpreadMillis,
      Optional<Instant> silentSince) {}

  /**
   * From when on it was online, offline or silent.
   *
   * @param at by receipt
   * @param state online, offline or silent
   */
  public record StateFrom(Instant at, String state) {}

  /** From when on it said that it ran this. */
  public record FirmwareFrom(Instant at, String model, String firmware) {}

  /** How far its clock was off, ms, and how far the differences lay apart, ms. */
  public record ClockAt(Instant at, long offsetMillis, OptionalLong spreadMillis) {}

  /** Its charge, 0 to 100. */
  public record BatteryAt(Instant at, double percent) {}

  /**
   * A time without a message.
   *
   * @param from receipt of the last message before
   * @param to when it was heard again; empty while it lasts, as far as was stated
   */
  public record Silence(Instant from, Optional<Instant> to) {}

  /** Copies the lists. */
  public DeviceStory {
    states = List.copyOf(states);
    firmwares = List.copyOf(firmwares);
    clock = List.copyOf(clock);
    battery = List.copyOf(battery);
    silences = List.copyOf(silences);
  }

  /** Tells it from statuses in order of receipt. */
  public static DeviceStory of(List<Status> statuses) {
    return new DeviceStory(
        states(statuses),
        firmwares(statuses),
        statuses.stream()
            .filter(status -> status.clockOffsetMillis().isPresent())
            .map(
                status ->
                    new ClockAt(
                        status.received(),
                        status.clockOffsetMillis().getAsLong(),
                        status.clockSpreadMillis()))
            .toList(),
        statuses.stream()
            .filter(status -> status.batteryPercent().isPresent() && !status.observed())
            .map(status -> new BatteryAt(status.received(), status.batteryPercent().getAsDouble()))
            .toList(),
        silences(statuses));
  }

  private static List<StateFrom> states(List<Status> statuses) {
    List<StateFrom> states = new ArrayList<>();
    String held = "";
    for (Status status : statuses) {
      String word =
          status.silentSince().isPresent() ? "silent" : status.online() ? "online" : "offline";
      if (!word.equals(held)) {
        states.add(new StateFrom(status.silentSince().orElse(status.received()), word));
        held = word;
      }
    }
    return states;
  }

  private static List<FirmwareFrom> firmwares(List<Status> statuses) {
    List<FirmwareFrom> firmwares = new ArrayList<>();
    String held = null;
    for (Status status : statuses) {
      if (status.observed() || status.firmware().isEmpty()) {
        continue;
      }
      String firmware = status.firmware().get();
      if (!Objects.equals(held, firmware)) {
        firmwares.add(new FirmwareFrom(status.received(), status.model().orElse(""), firmware));
        held = firmware;
      }
    }
    return firmwares;
  }

  private static List<Silence> silences(List<Status> statuses) {
    List<Silence> silences = new ArrayList<>();
    Optional<Instant> since = Optional.empty();
    for (Status status : statuses) {
      if (status.silentSince().isPresent()) {
        since = since.or(status::silentSince);
      } else if (since.isPresent()) {
        silences.add(new Silence(since.get(), Optional.of(status.received())));
        since = Optional.empty();
      }
    }
    since.ifPresent(from -> silences.add(new Silence(from, Optional.empty())));
    return silences;
  }
}
