package io.rivulet.domain.dose;

import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.Concentration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a pump moved and said through a session, without regard to weights, plans and limits: those
 * may be corrected later, and what follows from them is worked out anew from this. It is small,
 * because a pump mostly goes on as before.
 *
 * @param latest the latest sample
 * @param moved by content, in the order in which each was first seen to move
 * @param settings changes of what the pump was set to, in order; the oldest go when there are too
 *     many
 * @param reported the first concentration that the pump reported of each drug
 * @param unkeptNanolitres what moved of further contents, of which no curve is kept
 */
public record PumpHistory(
    Optional<PumpSample> latest,
    List<Moved> moved,
    List<PumpSetting> settings,
    List<Content> reported,
    long unkeptNanolitres) {
  /** Contents of which curves are kept. A pump that has more is counted, but not followed. */
  public static final int MAX_CONTENTS = 16;

  /** Settings that are kept; when there are more, the older half goes. */
  public static final int MAX_SETTINGS = 512;

  /** No sample yet. */
  public static final PumpHistory EMPTY =
      new PumpHistory(Optional.empty(), List.of(), List.of(), List.of(), 0);

  private static final double NANOS_PER_HOUR = 3.6e12;

  /** A content, and how much of it moved when. */
  public record Moved(Content content, Curve curve) {}

  /** Keeps unmodifiable copies. */
  public PumpHistory {
    moved = List.copyOf(moved);
    settings = List.copyOf(settings);
    reported = List.copyOf(reported);
  }

  /** When the pump first moved anything; empty while it has not. */
  public Optional<Instant> firstMoved() {
    return moved.stream().map(each -> each.curve().knots().get(0).time()).min(Instant::compareTo);
  }

  /** From when on the settings are known; empty before the first sample. */
  public Optional<Instant> settingsSince() {
    return settings.stream().findFirst().map(PumpSetting::from);
  }

  /** What the pump was set to at an instant; empty before what is known. */
  public Optional<PumpSetting> settingAt(Instant instant) {
    for (int i = settings.size() - 1; i >= 0; i--) {
      if (!settings.get(i).from().isAfter(instant)) {
        return Optional.of(settings.get(i));
      }
    }
    return Optional.empty();
  }

  /** The first concentration that the pump reported of a drug. */
  public Optional<Concentration> firstReported(String drug) {
    return reported.stream()
        .filter(content -> content.drug().equals(drug))
        .findFirst()
        .flatMap(Content::concentration);
  }

  /** This history after one more sample, later than all before. */
  PumpHistory plus(PumpSample sample, DoseRules rules) {
    Optional<Concentration> concentration =
        sample.concentration().or(() -> lastReported(sample.drug()));
    PumpHistory before = latest.isPresent() ? moving(latest.get(), sample, rules) : this;
    return new PumpHistory(
        Optional.of(sample),
        before.moved,
        settingsWith(PumpSetting.of(sample, concentration)),
        reportedWith(sample),
        before.unkeptNanolitres);
  }

  private PumpHistory moving(PumpSample earlier, PumpSample later, DoseRules rules) {
    long nanolitres = movedNanolitres(earlier, later, rules);
    if (nanolitres == 0) {
      return this;
    }
    PumpSetting inForce = settings.get(settings.size() - 1);
    Content content = new Content(earlier.drug(), inForce.concentration());
    Instant from = earlier.origin().time();
    int place = place(content);
    if (place == MAX_CONTENTS) {
      return new PumpHistory(
          latest, moved, settings, reported, saturated(unkeptNanolitres, nanolitres));
    }
    Curve curve = place < moved.size() ? moved.get(place).curve() : Curve.startingAt(from);
    List<Moved> next = new ArrayList<>(moved);
    Moved grown = new Moved(content, curve.plus(from, later.origin().time(), nanolitres));
    if (place < moved.size()) {
      next.set(place, grown);
    } else {
      next.add(grown);
    }
    return new PumpHistory(latest, next, settings, reported, unkeptNanolitres);
  }

  /** What the account counts between two samples; under which weight does not matter here. */
  private static long movedNanolitres(PumpSample earlier, PumpSample later, DoseRules rules) {
    if (earlier.deliveredNanolitres().isPresent() && later.deliveredNanolitres().isPresent()) {
      return Math.max(
          0, later.deliveredNanolitres().getAsLong() - earlier.deliveredNanolitres().getAsLong());
    }
    Duration gap = Duration.between(earlier.origin().time(), later.origin().time());
    boolean delivering = earlier.state().delivers() && earlier.rateMlPerHour().isPresent();
    if (!delivering || gap.compareTo(rules.gapLimit()) > 0) {
      return 0;
    }
    double hours = (gap.getSeconds() * 1e9 + gap.getNano()) / NANOS_PER_HOUR;
    return Math.round(earlier.rateMlPerHour().getAsDouble() * PumpSample.NANOLITRES_PER_ML * hours);
  }

  private int place(Content content) {
    for (int i = 0; i < moved.size(); i++) {
      if (moved.get(i).content().equals(content)) {
        return i;
      }
    }
    return moved.size();
  }

  private Optional<Concentration> lastReported(String drug) {
    for (int i = settings.size() - 1; i >= 0; i--) {
      if (settings.get(i).drug().equals(drug)) {
        return settings.get(i).concentration();
      }
    }
    return Optional.empty();
  }

  private List<PumpSetting> settingsWith(PumpSetting setting) {
    if (!settings.isEmpty() && settings.get(settings.size() - 1).saysTheSameAs(setting)) {
      return settings;
    }
    List<PumpSetting> more =
        new ArrayList<>(
            settings.size() < MAX_SETTINGS
                ? settings
                : settings.subList(MAX_SETTINGS / 2, MAX_SETTINGS));
    more.add(setting);
    return more;
  }

  private List<Content> reportedWith(PumpSample sample) {
    if (sample.concentration().isEmpty()
        || reported.size() == MAX_CONTENTS
        || firstReported(sample.drug()).isPresent()) {
      return reported;
    }
    List<Content> more = new ArrayList<>(reported);
    more.add(new Content(sample.drug(), sample.concentration()));
    return more;
  }

  private static long saturated(long sum, long more) {
    return Math.min(Curve.MAX_NANOLITRES, sum + Math.min(more, Curve.MAX_NANOLITRES));
  }
}
