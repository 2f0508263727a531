package io.rivulet.testkit;

import java.io.File;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test that needs programs of the system, such as {@code mosquitto}; where one is missing it is
 * skipped and says so. Each must be named as the Debian package that brings it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@ExtendWith(RequiresProgram.Condition.class)
public @interface RequiresProgram {
  /** Names of programs. */
  String[] value();

  /** Looks where a shell would, and where Debian keeps servers outside a user's path. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context
          .getElement()
          .flatMap(element -> AnnotationSupport.findAnnotation(element, RequiresProgram.class))
          .map(annotation -> judge(List.of(annotation.value())))
          .orElseGet(() -> ConditionEvaluationResult.enabled("no program needed"));
    }

    private static ConditionEvaluationResult judge(List<String> programs) {
      for (String program : programs) {
        if (directories().stream().noneMatch(path -> new File(path, program).canExecute())) {
          return ConditionEvaluationResult.disabled(
              "skipped: %s is not installed (Debian package %s)".formatted(program, program));
        }
      }
      return ConditionEvaluationResult.enabled(programs + " installed");
    }

    private static List<String> directories() {
      List<String> directories = new ArrayList<>();
      String path = System.getenv("PATH");
      if (path != null) {
        Collections.addAll(directories, path.split(File.pathSeparator));
      }
      Collections.addAll(directories, "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin");
      return directories;
    }
  }
}
