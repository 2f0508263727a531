package io.rivulet.console.stream;

import java.util.Optional;

/**
 * One topic as pages of one kind of caller get it. A page asks for what comes after its position;
 * nothing is kept for each page. Safe for use by many threads.
 */
public interface Channel {
  /** Its name, as pages ask for it. */
  String topic();

  /** Where a page begins that names no position: before what it is to be told first. */
  long beginning();

  /**
   * What a page gets that stands at a position.
   *
   * @return empty where there is nothing new; an event {@code reset} where what it missed is gone
   */
  Optional<Frame> after(long position);

  /** Tells a page from now on when there may be something new. It must not wait. */
  void join(Runnable page);

  /** Ends that. */
  void leave(Runnable page);
}
