package io.rivulet.streams.session;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.pressure.Comparison;
import io.rivulet.domain.pressure.Direction;
import io.rivulet.domain.pressure.Excursion;
import io.rivulet.domain.pressure.PressureMonitor;
import io.rivulet.domain.pressure.Watch;
import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the pressures of one source stand, as bytes. */
final class PressureStandingCodec {
  private static final AvroSerde<ExcursionRecord> EXCURSIONS = AvroSerde.of(ExcursionRecord.class);

  private final SessionId session;
  private final PressureSource source;

  PressureStandingCodec(SessionId session, PressureSource source) {
    this.session = session;
    this.source = source;
  }

  void write(PressureStanding standing, CompactWriter to) {
    PressureMonitor monitor = standing.monitor();
    to.count(monitor.watches().size());
    for (Map.Entry<Comparison, Watch> entry : monitor.watches().entrySet()) {
      to.text(entry.getKey().component().code()).text(entry.getKey().direction().name());
      if (entry.getValue() instanceof Watch.Open open) {
        to.flag(true);
        write(to, open.excursion());
      } else if (entry.getValue() instanceof Watch.Pending pending) {
        to.flag(false).instant(pending.time()).number(pending.value());
      }
    }
    to.count(monitor.readings()).count(monitor.rejected());
    to.count(monitor.notEvaluable()).count(monitor.settledUnconfirmed());
    to.optional(
        monitor.latest(), (w, latest) -> write(w, new PressureTaken(latest, Instant.EPOCH)));
    to.optional(monitor.tip(), OriginCodec::write);
    to.count(standing.found().size());
    standing.found().forEach(excursion -> write(to, excursion));
    to.count(standing.refused().size());
    for (PressureStanding.Refused refused : standing.refused()) {
      write(to, refused.taken());
      to.text(refused.reason());
    }
  }

  PressureStanding read(CompactReader from) {
    TreeMap<Comparison, Watch> watches = new TreeMap<>();
    for (long left = from.count(); left > 0; left--) {
      Comparison comparison =
          new Comparison(
              PressureComponent.ofCode(from.text()),
              Direction.valueOf(from.text().toUpperCase(Locale.ROOT)));
      watches.put(
          comparison,
          from.flag()
              ? new Watch.Open(excursion(from))
              : new Watch.Pending(from.instant(), from.number()));
    }
    PressureMonitor monitor =
        new PressureMonitor(
            session,
            source,
            watches,
            from.count(),
            from.count(),
            from.count(),
            from.count(),
            from.optional(this::taken).map(PressureTaken::reading),
            from.optional(OriginCodec::read));
    List<Excursion> found = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      found.add(excursion(from));
    }
    List<PressureStanding.Refused> refused = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      refused.add(new PressureStanding.Refused(taken(from), from.text()));
    }
    return new PressureStanding(monitor, found, refused);
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
