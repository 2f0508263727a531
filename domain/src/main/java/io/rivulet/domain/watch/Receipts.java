package io.rivulet.domain.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The times at which something was received or done, as blocks of times close to one another: what
 * matters is where there were gaps. A function of the set of times, whatever their order, as far as
 * the blocks reach back.
 *
 * @param blocks in order, apart by more than what joins them; at most {@value #BLOCKS_MAX}, the
 *     oldest go first
 * @param since times before this were forgotten; {@link Instant#MIN} where none were
 */
public record Receipts(List<Span> blocks, Instant since) {
  /** Nothing received. */
  public static final Receipts NONE = new Receipts(List.of(), Instant.MIN);

  static final int BLOCKS_MAX = 32;

  /** Copies the list. */
  public Receipts {
    blocks = List.copyOf(blocks);
  }

  /**
   * With one more time.
   *
   * @param near times this far apart, or closer, are in one block; always the same for one value
   */
  public Receipts with(Instant time, Duration near) {
    if (!blocks.isEmpty()) {
      Span last = blocks.get(blocks.size() - 1);
      if (!time.isBefore(last.from()) && !time.isAfter(last.to())) {
        return this;
      }
      boolean goesOn = time.isAfter(last.to()) && !time.minus(near).isAfter(last.to());
      if (goesOn && blocks.size() == 1) {
        return new Receipts(List.of(new Span(last.from(), time)), since);
      }
    }
    return time.isBefore(since) ? this : placed(time, near);
  }

  private Receipts placed(Instant time, Duration near) {
    List<Span> placed = new ArrayList<>(blocks.size() + 1);
    Span open = new Span(time, time);
    boolean put = false;
    for (Span block : blocks) {
      if (block.to().isBefore(open.from().minus(near))) {
        placed.add(block);
      } else if (block.from().isAfter(open.to().plus(near))) {
        if (!put) {
          placed.add(open);
          put = true;
        }
        placed.add(block);
      } else {
        open = new Span(Span.earlier(block.from(), open.from()), Span.later(block.to(), open.to()));
      }
    }
    if (!put) {
      placed.add(open);
    }
    if (placed.size() <= BLOCKS_MAX) {
      return new Receipts(placed, since);
    }
    return new Receipts(
        placed.subList(placed.size() - BLOCKS_MAX, placed.size()),
        placed.get(placed.size() - BLOCKS_MAX).from());
  }

  /** Whether it has other gaps than another; that the last block went on makes none. */
  public boolean gapsDiffer(Receipts other) {
    int size = blocks.size();
    if (size != other.blocks.size() || !since.equals(other.since)) {
      return true;
    }
    if (size == 0) {
      return false;
    }
    return !blocks.get(size - 1).from().equals(other.blocks.get(size - 1).from())
        || !blocks.subList(0, size - 1).equals(other.blocks.subList(0, size - 1));
  }
}
