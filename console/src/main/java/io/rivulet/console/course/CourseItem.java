package io.rivulet.console.course;

import java.time.Instant;

/** One thing in a list of a course: a reading, a decision, something that was found. */
public interface CourseItem {
  /** Tells it from the others of its list. */
  String key();

  /** Where it has its place among them. */
  Instant place();

  /** Of two with one key the higher holds; 0 where only one is ever stated. */
  default long revision() {
    return 0;
  }

  /** Whether it says that there is no such thing after all. */
  default boolean withdrawn() {
    return false;
  }
}
