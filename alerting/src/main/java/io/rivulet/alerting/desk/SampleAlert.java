package io.rivulet.alerting.desk;

import java.util.Map;

/**
 * An alert that is not there, to see where it would go.
 *
 * @param labels by name: site, careUnit, kind, category, priority, drug, session, device, source,
 *     component, direction; at most 16 of at most 128 characters
 */
public record SampleAlert(Map<String, String> labels) {
  private static final int MOST_LABELS = 16;
  private static final int LONGEST = 128;

  /** Refuses too many labels and those that are too long. */
  public SampleAlert {
    labels = Map.copyOf(labels);
    if (labels.size() > MOST_LABELS) {
      throw new IllegalArgumentException(labels.size() + " labels; at most " + MOST_LABELS);
    }
    labels.forEach(
        (name, value) -> {
          if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                "label " + name + " has " + value.length() + " characters; 1 to " + LONGEST);
          }
        });
  }
}
