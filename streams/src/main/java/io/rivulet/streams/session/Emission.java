package io.rivulet.streams.session;

import org.apache.avro.specific.SpecificRecord;

/** Where the rules say what they found; each record goes to the topic of its kind. */
@FunctionalInterface
interface Emission {
  /** States one result. */
  void emit(String key, SpecificRecord result);
}
