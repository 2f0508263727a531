package io.rivulet.streams.session;

import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.course.Rule;
import io.rivulet.domain.course.Taken;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.streams.live.ChunkedHeld;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.Parts;
import java.util.Objects;
import java.util.Optional;

/**
 * The pressures of one source in one session, live: the course of its readings, and counts of what
 * was stated. As bytes it is a head, with where the rules stood at the base, and chunks of
 * readings.
 */
final class PressureCourse {
  private static final int FORMAT = 1;

  private final String owner;
  private final Horizon horizon;
  private ChunkedHeld<PressureTaken> held;
  private Course<PressureTaken, PressureStanding> course;
  private PressureStanding savedBase;
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

  private PressureCourse(String owner, Horizon horizon) {
    this.owner = owner;
    this.horizon = horizon;
  }

  static PressureCourse begin(
      String owner, Rule<PressureTaken, PressureStanding> rule, Horizon horizon) {
    PressureCourse pressures = new PressureCourse(owner, horizon);
    pressures.resume(
        rule,
        new ChunkedHeld<>(PressureTaken::origin, pressures::coder),
        rule.start(),
        Optional.empty());
    return pressures;
  }

  private PressureCoder coder() {
    return new PressureCoder(source());
  }

  private void resume(
      Rule<PressureTaken, PressureStanding> rule,
      ChunkedHeld<PressureTaken> from,
      PressureStanding base,
      Optional<Origin> folded) {
    held = from;
    course = Course.resume(PressureTaken::origin, rule, horizon, held, base, folded);
  }

  String owner() {
    return owner;
  }

  String session() {
    return Owner.session(owner);
  }

  PressureSource source() {
    return PressureSource.valueOf(Owner.part(owner));
  }

  Taken take(PressureTaken taken) {
    return course.take(taken);
  }

  void follow(Rule<PressureTaken, PressureStanding> rule) {
    course.follow(rule);
  }

  /** Where the rules stand. */
  PressureStanding standing() {
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
  void settle(Rule<PressureTaken, PressureStanding> rule) {
    PressureStanding end = course.state();
    Optional<Origin> latest = course.latest();
    held.dropAll();
    resume(rule, held, end, latest);
  }

  static PressureCourse load(
      String owner, Rule<PressureTaken, PressureStanding> rule, Horizon horizon, Parts parts) {
    byte[] head = parts.head();
    if (head == null) {
      return null;
    }
    PressureCourse pressures = new PressureCourse(owner, horizon);
    CompactReader from = new CompactReader(head);
    pressures.unstated = from.flag();
    int format = from.octet();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "state of " + owner + " has format " + format + "; this release reads " + FORMAT);
    }
    pressures.revision = from.count();
    pressures.duplicates = from.count();
    pressures.late = from.count();
    pressures.excursions = from.count();
    pressures.excursionStatements = from.count();
    Optional<Origin> folded = from.optional(OriginCodec::read);
    PressureStanding base = pressures.codec().read(new CompactReader(from.block()));
    pressures.resume(
        rule, ChunkedHeld.load(PressureTaken::origin, pressures::coder, parts), base, folded);
    return pressures;
  }

  private PressureStandingCodec codec() {
    return new PressureStandingCodec(source());
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
