package io.rivulet.alerting.routing;

import io.rivulet.runtime.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the terms of a route; what is not there is the parent's. */
final class TermsReader {
  private TermsReader() {}

  static RouteTerms read(Section section, RouteTerms parents) {
    String policy = section.findText("policy").orElse(parents.policy());
    List<Label> groupBy = section.has("groupBy") ? labels(section, "groupBy") : parents.groupBy();
    Duration delay = section.findDuration("delay").orElse(parents.delay());
    Duration urgentDelay = section.findDuration("urgentDelay").orElse(parents.urgentDelay());
    Duration groupInterval = section.findDuration("groupInterval").orElse(parents.groupInterval());
    Duration repeat = section.findDuration("repeat").orElse(parents.repeat());
    boolean tell = section.findFlag("tellAcknowledged").orElse(parents.tellAcknowledged());
    Optional<Duration> remind =
        section.findDuration("remindAfterAcknowledged").or(parents::remindAfterAcknowledged);
    return section
        .make(
            () ->
                new RouteTerms(
                    policy, groupBy, delay, urgentDelay, groupInterval, repeat, tell, remind))
        .orElse(parents);
  }

  static List<Label> labels(Section section, String key) {
    List<Label> labels = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        labels.add(Label.of(text));
      } catch (IllegalArgumentException e) {
        section.problem(key, e.getMessage());
      }
    }
    return labels;
  }
}
