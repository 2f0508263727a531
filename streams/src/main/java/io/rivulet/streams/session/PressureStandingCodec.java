package io.rivulet.streams.session;

import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.Baseline;
import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.ReadingCounts;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.domain.vitals.VitalSign;
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

/** Where the pressures of one source stand, as bytes. */
final class PressureStandingCodec {
  private static final AvroSerde<ExcursionRecord> EXCURSIONS = AvroSerde.of(ExcursionRecord.class);

  private final PressureSource source;

  PressureStandingCodec(PressureSource source) {
    this.source = source;
  }

  void write(PressureStanding standing, CompactWriter to) {
    VitalStanding vital = standing.vital();
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
    to.count(standing.refused().size());
    for (PressureStanding.Refused refused : standing.refused()) {
      write(to, refused.taken());
      to.text(refused.reason());
    }
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
      window.add(taken(from).reading());
    }
    return window.isEmpty() ? Baseline.NONE : new Baseline.Gathering(window);
  }

  PressureStanding read(CompactReader from) {
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
    VitalStanding vital =
        new VitalStanding(
            watches,
            closed,
            baseline(from),
            new ReadingCounts(from.count(), from.count(), from.count(), from.count(), from.count()),
            from.optional(this::taken).map(PressureTaken::reading),
            from.optional(OriginCodec::read));
    List<PressureStanding.Refused> refused = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      refused.add(new PressureStanding.Refused(taken(from), from.text()));
    }
    return new PressureStanding(vital, refused);
  }

  private void write(CompactWriter to, VitalReading reading) {
    write(to, new PressureTaken((PressureReading) reading, Instant.EPOCH));
  }

  private void write(CompactWriter to, PressureTaken taken) {
    new PressureCoder(source).write(taken, to);
  }

  private PressureTaken taken(CompactReader from) {
    return new PressureCoder(source).read(from);
  }

  private static void write(CompactWriter to, Excursion excursion) {
    to.block(EXCURSIONS.encode(ExcursionRecords.record(excursion, 0)));
  }

  private static Excursion excursion(CompactReader from) {
    return ExcursionRecords.excursion(EXCURSIONS.decode(from.block()));
  }
}
