package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Micros;
import io.rivulet.domain.watch.ClockReading;
import io.rivulet.domain.watch.ClockRun;
import io.rivulet.domain.watch.ClockTrack;
import io.rivulet.domain.watch.DeviceKind;
import io.rivulet.domain.watch.DeviceTrack;
import io.rivulet.domain.watch.SessionWatch;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.LiveCodec;
import io.rivulet.streams.live.Parts;
import io.rivulet.streams.live.ReceiptsCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A session's watch as bytes: about 60 for a device that goes on. */
final class WatchCodec implements LiveCodec<SessionWatch> {
  @Override
  public SessionWatch load(String owner, Parts parts) {
    byte[] head = parts.head();
    return head == null ? null : read(new CompactReader(head));
  }

  @Override
  public void save(SessionWatch live, Parts parts) {
    parts.head(write(live));
  }

  static byte[] write(SessionWatch watch) {
    CompactWriter to = new CompactWriter();
    to.count(watch.devices().size());
    watch
        .devices()
        .forEach(
            (device, track) -> {
              to.text(device.value());
              to.optional(track.kind(), (w, kind) -> w.octet(kind.ordinal()));
              ReceiptsCodec.write(track.heard(), to);
              ReceiptsCodec.write(track.pressures(), to);
              ReceiptsCodec.write(track.delivering(), to);
              write(track.clock(), to);
            });
    return to.toBytes();
  }

  static SessionWatch read(CompactReader from) {
    TreeMap<DeviceId, DeviceTrack> devices = new TreeMap<>();
    for (long left = from.count(); left > 0; left--) {
      devices.put(
          new DeviceId(from.text()),
          new DeviceTrack(
              from.optional(r -> DeviceKind.values()[r.octet()]),
              ReceiptsCodec.read(from),
              ReceiptsCodec.read(from),
              ReceiptsCodec.read(from),
              clock(from)));
    }
    return new SessionWatch(devices);
  }

<<<<<<< HEAD
=======
  private static void write(Receipts receipts, CompactWriter to) {
    since(receipts.since(), to);
    to.count(receipts.blocks().size());
    for (Span block : receipts.blocks()) {
      to.instant(block.from()).count(Micros.of(block.to()) - Micros.of(block.from()));
    }
  }

  private static Receipts receipts(CompactReader from) {
    Instant since = since(from);
    List<Span> blocks = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      Instant begin = from.instant();
      blocks.add(new Span(begin, begin.plus(from.count(), ChronoUnit.MICROS)));
    }
    return new Receipts(blocks, since);
  }

>>>>>>> backtest
  private static void write(ClockTrack clock, CompactWriter to) {
    ReceiptsCodec.since(clock.since(), to);
    to.optional(
        clock.base(),
        (w, run) -> {
          ReceiptsCodec.instant(run.start(), w);
          ReceiptsCodec.duration(run.worst(), w);
        });
    to.count(clock.held().size());
    for (ClockReading reading : clock.held()) {
      ReceiptsCodec.instant(reading.received(), to);
      ReceiptsCodec.duration(reading.offset(), to);
      ReceiptsCodec.duration(reading.spread(), to);
    }
  }

  private static ClockTrack clock(CompactReader from) {
    Instant since = ReceiptsCodec.since(from);
    Optional<ClockRun> base =
        from.optional(
            r ->
                new ClockRun(
                    ReceiptsCodec.instant(r), Optional.empty(), ReceiptsCodec.duration(r)));
    List<ClockReading> held = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      held.add(
          new ClockReading(
              ReceiptsCodec.instant(from),
              ReceiptsCodec.duration(from),
              ReceiptsCodec.duration(from)));
    }
    return new ClockTrack(held, base, since);
  }
}
