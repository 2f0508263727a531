package io.rivulet.alerting.delivery;

/** What writing down the end of an attempt came to. */
enum Recorded {
  /** Another instance has taken the notification over: nothing was written. */
  TAKEN_OVER,
  /** It is written down. */
  WRITTEN,
  /** It is, and it is the first of the channel that failed. */
  FAILING,
  /** It is, and it is the first of the channel that was taken after some that failed. */
  RECOVERED
}
