package io.rivulet.store.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A recording that was imported, or is being imported.
 *
 * @param session the session it becomes, named after the file's content
 * @param kind trace or vitaldb
 * @param fileName without its folder
 * @param fileSha256 of the file's bytes, hexadecimal
 * @param site the site it is imported as
 * @param shiftDays whole days added to the file's times
 * @param devices the devices its samples are of
 * @param messages samples sent
 * @param refused rows and samples left out
 * @param started when the import began
 * @param finished when everything had landed
 */
public record ImportEntry(
    String session,
    String kind,
    String fileName,
    String fileSha256,
    String site,
    int shiftDays,
    List<String> devices,
    long messages,
    long refused,
    Instant started,
    Optional<Instant> finished) {
  /** Keeps a list that nobody changes. */
  public ImportEntry {
    devices = List.copyOf(devices);
  }
}
