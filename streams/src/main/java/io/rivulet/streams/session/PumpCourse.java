package io.rivulet.streams.session;

import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.course.Rule;
import io.rivulet.domain.course.Taken;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.streams.live.ChunkedHeld;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.Parts;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One pump in one session, live: the course of its samples, and what was stated of it. As bytes it
 * is a head, with where the rules stood at the base, and chunks of samples.
 */
final class PumpCourse {
  private static final int FORMAT = 1;
  private static final AvroSerde<AlertRecord> ALERTS = AvroSerde.of(AlertRecord.class);

  private final String owner;
  private final Horizon horizon;
  private ChunkedHeld<PumpSample> held;
  private Course<PumpSample, PumpStanding> course;
  private PumpStanding savedBase;
  private byte[] savedBaseBytes;

  /** Statements made so far. */
  long revision;

  /** Repeats left out. */
  long duplicates;

  /** Samples that came later than the horizon. */
  long late;

  /** What was last stated of the cross-check; null where it never failed. */
  AlertRecord mismatch;

  /** Drugs whose account changed since they were last stated. */
  final Set<String> unstated = new TreeSet<>();

  /** Drugs of which something was stated that is not nothing. */
  final Set<String> stated = new TreeSet<>();

  private PumpCourse(String owner, Horizon horizon) {
    this.owner = owner;
    this.horizon = horizon;
  }

  static PumpCourse begin(String owner, Rule<PumpSample, PumpStanding> rule, Horizon horizon) {
    PumpCourse pump = new PumpCourse(owner, horizon);
    pump.resume(rule, pump.nothingHeld(), rule.start(), Optional.empty());
    return pump;
  }

  private ChunkedHeld<PumpSample> nothingHeld() {
    return new ChunkedHeld<>(PumpSample::origin, PumpSampleCoder::new);
  }

  private void resume(
      Rule<PumpSample, PumpStanding> rule,
      ChunkedHeld<PumpSample> from,
      PumpStanding base,
      Optional<Origin> folded) {
    held = from;
    course = Course.resume(PumpSample::origin, rule, horizon, held, base, folded);
  }

  String owner() {
    return owner;
  }

  String session() {
    return Owner.session(owner);
  }

  String device() {
    return Owner.part(owner);
  }

  Taken take(PumpSample sample) {
    return course.take(sample);
  }

  void follow(Rule<PumpSample, PumpStanding> rule) {
    course.follow(rule);
  }

  /** Where the rules stand. */
  PumpStanding standing() {
    return course.state();
  }

  PumpBook book() {
    return standing().book();
  }

  Optional<Origin> latest() {
    return course.latest();
  }

  /** Lets go of the samples; where the rules stand stays. */
  void settle(Rule<PumpSample, PumpStanding> rule) {
    PumpStanding end = course.state();
    Optional<Origin> latest = course.latest();
    held.dropAll();
    resume(rule, held, end, latest);
  }

  /** Marks every drug that has an account, or had one when it was last stated. */
  void unstateAll() {
    book().drugs().forEach(sums -> unstated.add(sums.drug()));
    unstated.addAll(stated);
  }

  static PumpCourse load(
      String owner, Rule<PumpSample, PumpStanding> rule, Horizon horizon, Parts parts) {
    byte[] head = parts.head();
    if (head == null) {
      return null;
    }
    PumpCourse pump = new PumpCourse(owner, horizon);
    CompactReader from = new CompactReader(head);
    boolean unstated = from.flag();
    int format = from.octet();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "state of " + owner + " has format " + format + "; this release reads " + FORMAT);
    }
    pump.revision = from.count();
    pump.duplicates = from.count();
    pump.late = from.count();
    pump.mismatch = from.optional(r -> ALERTS.decode(r.block())).orElse(null);
    Optional<Origin> folded = from.optional(OriginCodec::read);
    pump.resume(
        rule,
        ChunkedHeld.load(PumpSample::origin, PumpSampleCoder::new, parts),
        PumpStandingCodec.read(new CompactReader(from.block())),
        folded);
    for (long left = from.count(); left > 0; left--) {
      pump.stated.add(from.text());
    }
    if (unstated) {
      pump.unstateAll();
    }
    return pump;
  }

  void save(Parts parts) {
    CompactWriter to = new CompactWriter();
    to.flag(!unstated.isEmpty()).octet(FORMAT).count(revision).count(duplicates).count(late);
    to.optional(Optional.ofNullable(mismatch), (w, alert) -> w.block(ALERTS.encode(alert)));
    to.optional(course.folded(), OriginCodec::write);
    to.block(baseBytes());
    to.count(stated.size());
    stated.forEach(to::text);
    parts.head(to.toBytes());
    held.save(parts);
  }

  /** The base changes only when samples are folded away, a chunk at a time. */
  private byte[] baseBytes() {
    if (!Objects.equals(savedBase, course.base())) {
      CompactWriter to = new CompactWriter();
      PumpStandingCodec.write(course.base(), to);
      savedBase = course.base();
      savedBaseBytes = to.toBytes();
    }
    return savedBaseBytes;
  }
}
