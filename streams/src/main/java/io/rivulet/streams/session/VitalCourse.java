package io.rivulet.streams.session;

import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.course.Taken;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.streams.live.ChunkedHeld;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.Parts;
import java.util.Objects;
import java.util.Optional;

/**
 * The vital signs of one source in one session, live: the course of its readings, and counts of
 * what was stated. As bytes it is a head, with where the rules stood at the base, and chunks of
 * readings.
 */
final class VitalCourse {
  private static final int FORMAT = 1;

  private final String owner;
  private final Horizon horizon;
  private ChunkedHeld<VitalTaken> held;
  private SourceRule rule;
  private Course<VitalTaken, SourceStanding> course;
  private SourceStanding savedBase;
  private byte[] savedBaseBytes;

  /** Statements made of the tally. */
  long revision;

  /** Repeats left out. */
  long duplicates;

  /** Readings that came later than the horizon. */
  long late;

  /** Excursions that stand. */
  long excursions;

  /** Statements made of excursions. */
  long excursionStatements;

  /** Whether the tally changed since it was last stated. */
  boolean unstated;

  private VitalCourse(String owner, Horizon horizon) {
    this.owner = owner;
    this.horizon = horizon;
  }

  static VitalCourse begin(String owner, SourceRule rule, Horizon horizon) {
    VitalCourse vitals = new VitalCourse(owner, horizon);
    vitals.resume(
        rule, new ChunkedHeld<>(VitalTaken::origin, vitals::coder), rule.start(), Optional.empty());
    return vitals;
  }

  private VitalCoder coder() {
    return new VitalCoder(source());
  }

  private void resume(
      SourceRule first,
      ChunkedHeld<VitalTaken> from,
      SourceStanding base,
      Optional<Origin> folded) {
    held = from;
    rule = first;
    course = Course.resume(VitalTaken::origin, rule, horizon, held, base, folded);
  }

  String owner() {
    return owner;
  }

  String session() {
    return Owner.session(owner);
  }

  VitalSource source() {
    return VitalSource.valueOf(Owner.part(owner));
  }

  Taken take(VitalTaken taken) {
    return course.take(taken);
  }

  void follow(SourceRule other) {
    rule = other;
    course.follow(other);
  }

  /** The rule that it follows. */
  SourceRule rule() {
    return rule;
  }

  /** Where the rules stand. */
  SourceStanding standing() {
    return course.state();
  }

  Optional<Origin> latest() {
    return course.latest();
  }

  /** Up to when nothing that was found can change any more: what ended before is final. */
  Optional<Origin> folded() {
    return course.folded();
  }

  /** Lets go of the readings; where the rules stand stays. */
  void settle(SourceRule rule) {
    SourceStanding end = course.state();
    Optional<Origin> latest = course.latest();
    held.dropAll();
    resume(rule, held, end, latest);
  }

  static VitalCourse load(String owner, SourceRule rule, Horizon horizon, Parts parts) {
    byte[] head = parts.head();
    if (head == null) {
      return null;
    }
    VitalCourse vitals = new VitalCourse(owner, horizon);
    CompactReader from = new CompactReader(head);
    vitals.unstated = from.flag();
    int format = from.octet();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "state of " + owner + " has format " + format + "; this release reads " + FORMAT);
    }
    vitals.revision = from.count();
    vitals.duplicates = from.count();
    vitals.late = from.count();
    vitals.excursions = from.count();
    vitals.excursionStatements = from.count();
    Optional<Origin> folded = from.optional(OriginCodec::read);
    SourceStanding base = vitals.codec().read(new CompactReader(from.block()));
    vitals.resume(rule, ChunkedHeld.load(VitalTaken::origin, vitals::coder, parts), base, folded);
    return vitals;
  }

  private SourceStandingCodec codec() {
    return new SourceStandingCodec(source());
  }

  void save(Parts parts) {
    CompactWriter to = new CompactWriter();
    to.flag(unstated).octet(FORMAT).count(revision).count(duplicates).count(late);
    to.count(excursions).count(excursionStatements);
    to.optional(course.folded(), OriginCodec::write);
    to.block(baseBytes());
    parts.head(to.toBytes());
    held.save(parts);
  }

  /** The base changes only when readings are folded away, a chunk at a time. */
  private byte[] baseBytes() {
    if (!Objects.equals(savedBase, course.base())) {
      CompactWriter to = new CompactWriter();
      codec().write(course.base(), to);
      savedBase = course.base();
      savedBaseBytes = to.toBytes();
    }
    return savedBaseBytes;
  }
}
