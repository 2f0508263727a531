package io.rivulet.streams.live;

import io.rivulet.domain.watch.Receipts;
import io.rivulet.domain.watch.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Blocks of times as bytes, to the microsecond, which is what topics carry; no time overflows. */
public final class ReceiptsCodec {
  private static final int NANOS = 1_000;

  private ReceiptsCodec() {}

  /** Writes blocks of times. */
  public static void write(Receipts receipts, CompactWriter to) {
    since(receipts.since(), to);
    to.count(receipts.blocks().size());
    for (Span block : receipts.blocks()) {
      instant(block.from(), to);
      duration(Duration.between(block.from(), block.to()), to);
    }
  }

  /** Reads blocks of times. */
  public static Receipts read(CompactReader from) {
    Instant since = since(from);
    List<Span> blocks = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      Instant begin = instant(from);
      blocks.add(new Span(begin, begin.plus(duration(from))));
    }
    return new Receipts(blocks, since);
  }

  /** Writes an instant. */
  public static void instant(Instant instant, CompactWriter to) {
    to.signed(instant.getEpochSecond()).count(instant.getNano() / NANOS);
  }

  /** Reads an instant. */
  public static Instant instant(CompactReader from) {
    return Instant.ofEpochSecond(from.signed(), from.count() * NANOS);
  }

  /** Writes a duration. */
  public static void duration(Duration duration, CompactWriter to) {
    to.signed(duration.getSeconds()).count(duration.getNano() / NANOS);
  }

  /** Reads a duration. */
  public static Duration duration(CompactReader from) {
    return Duration.ofSeconds(from.signed(), from.count() * NANOS);
  }

  /** Writes an instant that may be {@link Instant#MIN}, for never. */
  public static void since(Instant since, CompactWriter to) {
    Optional<Instant> known = Optional.of(since).filter(time -> !time.equals(Instant.MIN));
    to.optional(known, (writer, time) -> instant(time, writer));
  }

  /** Reads an instant that may be {@link Instant#MIN}. */
  public static Instant since(CompactReader from) {
    return from.optional(ReceiptsCodec::instant).orElse(Instant.MIN);
  }
}
