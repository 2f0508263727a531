package io.rivulet.alerting.delivery;

import io.rivulet.alerting.notification.Notification;

/** Hands notifications to the receiver of one channel. Used by several threads. */
interface Sender extends AutoCloseable {
  /** Tries once, in bounded time; what goes wrong is an outcome, not an exception. */
  Outcome send(Notification notification);

  @Override
  default void close() {}
}
