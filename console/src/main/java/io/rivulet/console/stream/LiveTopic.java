package io.rivulet.console.stream;

import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;

/**
 * A topic each of whose events is the whole state, such as the overview: pages get it when it
 * changes. How it is plugged in: {@link LiveStream#add}.
 */
public interface LiveTopic {
  /** As pages ask for it, such as {@code fleet}; letters, digits and hyphens. */
  String name();

  /** What it asks of a caller. */
  Permission permission();

  /**
   * What holds now at these sites. Asked about once a second while a page listens, once for all
   * pages of one scope, by one thread at a time for each scope. It has about three seconds.
   */
  StateReading read(SiteScope sites) throws InterruptedException;
}
