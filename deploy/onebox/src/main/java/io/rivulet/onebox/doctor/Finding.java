package io.rivulet.onebox.doctor;

/**
 * One thing that was looked at.
 *
 * @param verdict how it is
 * @param subject what it is about
 * @param text what was found, and what to do where it is not well
 */
public record Finding(Verdict verdict, String subject, String text) {
  /** How a thing is. */
  public enum Verdict {
    /** Well. */
    OK,
    /** Works, with something that is off or worth knowing. */
    NOTE,
    /** Does not work. */
    FAIL
  }

  static Finding ok(String subject, String text) {
    return new Finding(Verdict.OK, subject, text);
  }

  static Finding note(String subject, String text) {
    return new Finding(Verdict.NOTE, subject, text);
  }

  static Finding fail(String subject, String text) {
    return new Finding(Verdict.FAIL, subject, text);
  }
}
