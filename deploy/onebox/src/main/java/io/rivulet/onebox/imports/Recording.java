package io.rivulet.onebox.imports;

import io.rivulet.simulator.trace.RunId;
import io.rivulet.simulator.trace.TracePlan;
import java.util.List;

/**
 * A file, read and checked, that can be imported.
 *
 * @param kind trace or vitaldb
 * @param sha256 of the file's bytes, hexadecimal
 * @param run names what is made of it; the same content has the same
 * @param plan its session, devices and samples, all of which the topics take
 * @param refused what is left out, in the order of the file
 */
public record Recording(
    String kind, String sha256, RunId run, TracePlan plan, List<Refusal> refused) {
  /** Keeps a list that nobody changes. */
  public Recording {
    refused = List.copyOf(refused);
  }
}
