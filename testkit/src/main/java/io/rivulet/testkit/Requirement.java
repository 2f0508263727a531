package io.rivulet.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the requirements of docs/requirements.md that a test shows. The build fails on an ID that
 * no test carries and on a tag that the document does not know.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {
  /** Requirement IDs such as {@code DOSE-004}. */
  String[] value();
}
