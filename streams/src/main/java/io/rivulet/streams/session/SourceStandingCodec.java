package io.rivulet.streams.session;

import io.rivulet.domain.vitals.Baseline;
import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.ReadingCounts;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.domain.vitals.VitalStanding;
import io.rivulet.domain.vitals.Watch;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the vital signs of one source stand, as bytes. */
final class SourceStandingCodec {
  private static final AvroSerde<ExcursionRecord> EXCURSIONS = AvroSerde.of(ExcursionRecord.class);

  private final VitalSource source;

  SourceStandingCodec(VitalSource source) {
    this.source = source;
  }

  void write(SourceStanding standing, CompactWriter to) {
    to.count(standing.vitals().size());
    standing
        .vitals()
        .forEach(
            (measurement, vital) -> {
              to.text(measurement.name());
              write(vital, to);
            });
    to.count(standing.refused().size());
    for (SourceStanding.Refused refused : standing.refused()) {
      write(to, new VitalTaken(List.of(refused.reading()), refused.received()));
      to.text(refused.reason());
    }
  }

  private void write(VitalStanding vital, CompactWriter to) {
    to.count(vital.watches().size());
    for (Map.Entry<Comparison, Watch> entry : vital.watches().entrySet()) {
      to.text(entry.getKey().sign().code()).text(entry.getKey().direction().name());
      if (entry.getValue() instanceof Watch.Open open) {
        to.flag(true);
        write(to, open.excursion());
      } else if (entry.getValue() instanceof Watch.Pending pending) {
        to.flag(false).instant(pending.start()).instant(pending.latest());
        to.number(pending.peak()).count(pending.readings());
      }
    }
    to.count(vital.closed().size());
    vital.closed().forEach(excursion -> write(to, excursion));
    write(to, vital.baseline());
    ReadingCounts counts = vital.counts();
    to.count(counts.readings()).count(counts.rejected()).count(counts.withoutLimits());
    to.count(counts.withoutBaseline()).count(counts.settledUnconfirmed());
    to.optional(vital.latest(), this::write);
    to.optional(vital.tip(), OriginCodec::write);
  }

  private void write(CompactWriter to, Baseline baseline) {
    if (baseline instanceof Baseline.Settled settled) {
      to.flag(true).instant(settled.infusion()).count(settled.readings());
      to.count(settled.medians().size());
      new TreeMap<>(settled.medians())
          .forEach((sign, median) -> to.text(sign.code()).number(median));
    } else if (baseline instanceof Baseline.Gathering gathering) {
      to.flag(false).count(gathering.window().size());
      gathering.window().forEach(reading -> write(to, reading));
    }
  }

  private Baseline baseline(CompactReader from) {
    if (from.flag()) {
      Instant infusion = from.instant();
      int readings = (int) from.count();
      Map<VitalSign, Double> medians = new EnumMap<>(VitalSign.class);
      for (long left = from.count(); left > 0; left--) {
        medians.put(VitalSign.ofCode(from.text()), from.number());
      }
      return new Baseline.Settled(infusion, medians, readings);
    }
    List<VitalReading> window = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      window.add(reading(from));
    }
    return window.isEmpty() ? Baseline.NONE : new Baseline.Gathering(window);
  }

  SourceStanding read(CompactReader from) {
    Map<Measurement, VitalStanding> vitals = new EnumMap<>(Measurement.class);
    for (long left = from.count(); left > 0; left--) {
      vitals.put(Measurement.valueOf(from.text()), standing(from));
    }
    List<SourceStanding.Refused> refused = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      VitalTaken taken = taken(from);
      refused.add(
          new SourceStanding.Refused(taken.readings().get(0), taken.received(), from.text()));
    }
    return new SourceStanding(vitals, refused);
  }

  private VitalStanding standing(CompactReader from) {
    TreeMap<Comparison, Watch> watches = new TreeMap<>();
    for (long left = from.count(); left > 0; left--) {
      Comparison comparison =
          new Comparison(
              VitalSign.ofCode(from.text()),
              Direction.valueOf(from.text().toUpperCase(Locale.ROOT)));
      watches.put(
          comparison,
          from.flag()
              ? new Watch.Open(excursion(from))
              : new Watch.Pending(
                  from.instant(), from.instant(), from.number(), (int) from.count()));
    }
    List<Excursion> closed = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      closed.add(excursion(from));
    }
    return new VitalStanding(
        watches,
        closed,
        baseline(from),
        new ReadingCounts(from.count(), from.count(), from.count(), from.count(), from.count()),
        from.optional(this::reading),
        from.optional(OriginCodec::read));
  }

  private void write(CompactWriter to, VitalReading reading) {
    write(to, new VitalTaken(List.of(reading), Instant.EPOCH));
  }

  private void write(CompactWriter to, VitalTaken taken) {
    new VitalCoder(source).write(taken, to);
  }

  private VitalReading reading(CompactReader from) {
    return taken(from).readings().get(0);
  }

  private VitalTaken taken(CompactReader from) {
    return new VitalCoder(source).read(from);
  }

  private static void write(CompactWriter to, Excursion excursion) {
    to.block(EXCURSIONS.encode(ExcursionRecords.record(excursion, 0)));
  }

  private static Excursion excursion(CompactReader from) {
    return ExcursionRecords.excursion(EXCURSIONS.decode(from.block()));
  }
}
