package io.rivulet.alerting.incident;

import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.oncall.Reach;

/**
 * That a receiver is told something now.
 *
 * @param reach who
 * @param reason why
 * @param words what led to it
 */
record Telling(Reach reach, Reason reason, String words) {}
