package io.rivulet.streams;

import java.util.Properties;

/** The settings with which the product starts the topology, for tests of other packages. */
public final class StreamsProperties {
  private StreamsProperties() {}

  /** The settings of a role. */
  public static Properties of(StreamsRole role) {
    return ClinicalStreams.properties(role);
  }
}
