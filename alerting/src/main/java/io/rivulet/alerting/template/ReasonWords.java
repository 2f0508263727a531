package io.rivulet.alerting.template;

import io.rivulet.alerting.notification.Notification;

/** Why somebody is told, in words. */
final class ReasonWords {
  private ReasonWords() {}

  static String of(Notification notification) {
    return switch (notification.reason()) {
      case OPENED -> "new";
      case ESCALATED -> "nobody acknowledged, it is your turn";
      case REPEATED -> "still not acknowledged";
      case CHANGED -> "changed";
      case ACKNOWLEDGED -> "acknowledged";
      case RESOLVED -> "over";
      case WITHDRAWN -> "withdrawn, later data took it back";
      case FLAPPING -> "comes and goes, held";
      case TEST -> "a test, nothing needs to be done";
    };
  }
}
