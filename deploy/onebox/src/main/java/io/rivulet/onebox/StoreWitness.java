package io.rivulet.onebox;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.simulator.replay.ReplayWitness;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.LandedCounts;
import java.util.Collection;
import java.util.List;

/** What the store says, in the words of a replay. */
public final class StoreWitness implements ReplayWitness {
  private final ClinicReads reads;

  /** Over these reads. */
  public StoreWitness(ClinicReads reads) {
    this.reads = reads;
  }

  @Override
  public List<Dose> doses(SessionId session) {
    return reads.doses(session.value()).stream()
        .map(
            row ->
                new Dose(
                    new DeviceId(row.device()),
                    row.drug(),
                    row.unit(),
                    row.amount(),
                    row.amountPerKg(),
                    row.volumeMl(),
                    row.segments(),
                    row.samples()))
        .toList();
  }

  @Override
  public List<Tally> tallies(SessionId session) {
    return reads.tallies(session.value()).stream()
        .map(
            row ->
                new Tally(
                    PressureSource.valueOf(row.source()),
                    row.readings(),
                    row.rejected(),
                    row.unconfirmed()))
        .toList();
  }

  @Override
  public List<Excursion> excursions(SessionId session) {
    return reads.excursions(session.value()).stream().map(StoreWitness::excursion).toList();
  }

  @Override
  public List<Excursion> vitalsExcursions(SessionId session) {
    return reads.vitalsExcursions(session.value()).stream().map(StoreWitness::excursion).toList();
  }

  private static Excursion excursion(ExcursionRow row) {
    return new Excursion(
        VitalSource.valueOf(row.source()),
        row.component(),
        row.direction(),
        row.severity(),
        row.start(),
        row.end(),
        row.peak(),
        row.unit(),
        row.readings());
  }

  @Override
  public List<RejectedReading> rejectedReadings(SessionId session) {
    return reads.rejectedReadings(session.value()).stream()
        .map(
            row ->
                new RejectedReading(
                    row.reading().time(),
                    PressureSource.valueOf(row.reading().source()),
                    new Pressure(
                        row.reading().systolic(), row.reading().diastolic(), row.reading().mean())))
        .toList();
  }

  @Override
  public Landed landed(Collection<DeviceId> devices) {
    LandedCounts counts = reads.landedCounts(devices.stream().map(DeviceId::value).toList());
    return new Landed(
        counts.pumpSamples() + counts.vitalsSamples(), counts.quarantined(), counts.setAside());
  }
}
