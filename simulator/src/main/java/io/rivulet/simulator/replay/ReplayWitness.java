package io.rivulet.simulator.replay;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.VitalSource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the store says about a replayed session. Implemented over the store by whoever starts a
 * replay, because the simulator and the store know nothing of one another. Every answer is read
 * afresh; times are as published, not shifted back.
 */
public interface ReplayWitness {
  /** What each pump has delivered, by its latest statement. */
  List<Dose> doses(SessionId session);

  /** What became of pressure readings, for each source, by its latest statement. */
  List<Tally> tallies(SessionId session);

  /** Excursions of pressure that have not been withdrawn. */
  List<Excursion> excursions(SessionId session);

  /** Excursions of other vital signs that have not been withdrawn. */
  List<Excursion> vitalsExcursions(SessionId session);

  /** Pressure readings refused by the rules and not reinstated. */
  List<RejectedReading> rejectedReadings(SessionId session);

  /** What has landed of these devices' messages. */
  Landed landed(Collection<DeviceId> devices);

  /**
   * One pump's account.
   *
   * @param unit empty where no concentration is known
   * @param amount in {@code unit}; empty where no concentration is known
   * @param amountPerKg in {@code unit} per kg; empty where no weight is known
   * @param volumeMl mL
   * @param samples distinct samples included
   */
  record Dose(
      DeviceId device,
      String drug,
      Optional<String> unit,
      OptionalDouble amount,
      OptionalDouble amountPerKg,
      double volumeMl,
      int segments,
      long samples) {}

  /**
   * One source's readings.
   *
   * @param readings all, the implausible ones too
   */
  record Tally(PressureSource source, long readings, long rejected, long unconfirmed) {}

  /**
   * A run of readings beyond a limit, in the words of the tables.
   *
   * @param end empty while open
   * @param peak in {@code unit}
   * @param unit a UCUM code
   */
  record Excursion(
      VitalSource source,
      String component,
      String direction,
      String severity,
      Instant start,
      Optional<Instant> end,
      double peak,
      String unit,
      int readings) {}

  /** A reading that took part in nothing. */
  record RejectedReading(Instant time, PressureSource source, Pressure pressure) {}

  /**
   * Rows of the store.
   *
   * @param samples rows of pump and vitals samples
   * @param quarantined messages refused at the bridge
   * @param setAside samples the store could not take as rows
   */
  record Landed(long samples, long quarantined, long setAside) {}
}
