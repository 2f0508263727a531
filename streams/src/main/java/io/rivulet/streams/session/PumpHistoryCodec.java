package io.rivulet.streams.session;

import io.rivulet.domain.dose.Content;
import io.rivulet.domain.dose.Curve;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.dose.PumpSetting;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A pump's history as bytes. Constants of enums go by their place, which must not change. */
final class PumpHistoryCodec {
  private PumpHistoryCodec() {}

  static void write(PumpHistory history, CompactWriter to) {
    to.optional(history.latest(), (w, sample) -> new PumpSampleCoder().write(sample, w));
    to.count(history.moved().size());
    for (PumpHistory.Moved moved : history.moved()) {
      write(moved.content(), to);
      write(moved.curve(), to);
    }
    to.count(history.settings().size());
    history.settings().forEach(setting -> write(setting, to));
    to.count(history.reported().size());
    history.reported().forEach(content -> write(content, to));
    to.count(history.unkeptNanolitres());
  }

  static PumpHistory read(CompactReader from) {
    var latest = from.optional(r -> new PumpSampleCoder().read(r));
    List<PumpHistory.Moved> moved = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      moved.add(new PumpHistory.Moved(content(from), curve(from)));
    }
    List<PumpSetting> settings = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      settings.add(setting(from));
    }
    List<Content> reported = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      reported.add(content(from));
    }
    return new PumpHistory(latest, moved, settings, reported, from.count());
  }

  private static void write(Content content, CompactWriter to) {
    to.text(content.drug());
    to.optional(content.concentration(), PumpStandingCodec::write);
  }

  private static Content content(CompactReader from) {
    return new Content(from.text(), from.optional(PumpStandingCodec::concentration));
  }

  private static void write(Curve curve, CompactWriter to) {
    to.count(curve.knots().size());
    Curve.Knot before = new Curve.Knot(0, 0);
    for (Curve.Knot knot : curve.knots()) {
      write(knot, before, to);
      before = knot;
    }
    write(curve.tip(), before, to);
    to.number(curve.lowSlope()).number(curve.highSlope()).count(curve.toleranceNanolitres());
  }

  private static void write(Curve.Knot knot, Curve.Knot before, CompactWriter to) {
    to.signed(knot.micros() - before.micros()).signed(knot.nanolitres() - before.nanolitres());
  }

  private static Curve curve(CompactReader from) {
    List<Curve.Knot> knots = new ArrayList<>();
    Curve.Knot before = new Curve.Knot(0, 0);
    for (long left = from.count(); left > 0; left--) {
      before = knot(before, from);
      knots.add(before);
    }
    return new Curve(knots, knot(before, from), from.number(), from.number(), from.count());
  }

  private static Curve.Knot knot(Curve.Knot before, CompactReader from) {
    return new Curve.Knot(before.micros() + from.signed(), before.nanolitres() + from.signed());
  }

  private static void write(PumpSetting setting, CompactWriter to) {
    to.instant(setting.from()).text(setting.drug()).octet(setting.state().ordinal());
    to.optional(setting.rateMlPerHour());
    to.optional(setting.concentration(), PumpStandingCodec::write);
    to.optional(setting.programmedWeightKg());
    int alarms = 0;
    for (PumpAlarm alarm : setting.alarms()) {
      alarms |= 1 << alarm.ordinal();
    }
    to.count(alarms);
  }

  private static PumpSetting setting(CompactReader from) {
    return new PumpSetting(
        from.instant(),
        from.text(),
        PumpState.values()[from.octet()],
        from.optionalNumber(),
        from.optional(PumpStandingCodec::concentration),
        from.optionalNumber(),
        alarms(from.count()));
  }

  private static Set<PumpAlarm> alarms(long bits) {
    Set<PumpAlarm> alarms = EnumSet.noneOf(PumpAlarm.class);
    for (PumpAlarm alarm : PumpAlarm.values()) {
      if ((bits & 1L << alarm.ordinal()) != 0) {
        alarms.add(alarm);
      }
    }
    return alarms;
  }
}
