package io.rivulet.alerting;

import io.rivulet.alerting.delivery.Lanes;

/** The lanes, once they are there: whoever decides before has nobody to wake. */
final class LaneSwitch {
  private volatile Lanes lanes;

  void to(Lanes started) {
    lanes = started;
  }

  void wake() {
    Lanes now = lanes;
    if (now != null) {
      now.wake();
    }
  }
}
