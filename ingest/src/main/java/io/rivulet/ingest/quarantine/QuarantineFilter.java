package io.rivulet.ingest.quarantine;

import io.rivulet.schemas.record.QuarantineRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which deliveries are asked for. Each delivery is judged by itself, so that what is counted is
 * what was asked for; an empty set or value asks for all.
 *
 * @param idPrefixes beginnings of ids
 * @param reasons codes such as MALFORMED
 * @param device the device
 * @param site the clinic, as the MQTT topic names it
 * @param stage bridge or session-rules
 * @param since received at this time or later
 * @param until received before this time
 */
public record QuarantineFilter(
    Set<String> idPrefixes,
    Set<String> reasons,
    Optional<String> device,
    Optional<String> site,
    Optional<String> stage,
    Optional<Instant> since,
    Optional<Instant> until) {
  /** Asks for everything. */
  public static final QuarantineFilter ALL =
      new QuarantineFilter(
          Set.of(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Refuses a time span that nothing can be in. */
  public QuarantineFilter {
    idPrefixes = Set.copyOf(idPrefixes);
    reasons = Set.copyOf(reasons);
    if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
      throw new IllegalArgumentException(
          "since " + since.get() + " is not before until " + until.get());
    }
  }

  /** This filter, narrowed to ids that begin so. */
  public QuarantineFilter withIdPrefixes(Set<String> prefixes) {
    return new QuarantineFilter(prefixes, reasons, device, site, stage, since, until);
  }

  /** Whether the record is of a thing that can match: what this looks at is one for each id. */
  boolean admitsThing(QuarantineRecord record) {
    return (idPrefixes.isEmpty() || idPrefixes.stream().anyMatch(record.getId()::startsWith))
        && stage.map(record.getStage()::equals).orElse(true)
        && device.map(wanted -> wanted.equals(record.getDevice())).orElse(true)
        && site.map(wanted -> Origin.site(record.getOrigin()).equals(site)).orElse(true);
  }

  /** Whether the record is asked for. */
  boolean admits(QuarantineRecord record) {
    Instant received = record.getReceivedTime();
    return admitsThing(record)
        && (reasons.isEmpty() || reasons.contains(record.getReason()))
        && since.map(from -> !received.isBefore(from)).orElse(true)
        && until.map(received::isBefore).orElse(true);
  }
}
