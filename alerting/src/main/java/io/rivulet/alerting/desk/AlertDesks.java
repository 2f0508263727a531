package io.rivulet.alerting.desk;

/** The desk, for whoever may know of some clinics only. */
@FunctionalInterface
public interface AlertDesks {
  /**
   * The desk as somebody sees it who may know of these clinics. What is of others is not there:
   * lists leave it out before they are cut into pages, numbers do not count it, and a command that
   * names it is answered as one that names nothing.
   */
  AlertDesk at(Sites sites);
}
