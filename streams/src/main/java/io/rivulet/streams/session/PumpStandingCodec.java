package io.rivulet.streams.session;

import io.rivulet.domain.dose.DrugSums;
import io.rivulet.domain.dose.InForce;
import io.rivulet.domain.dose.Moved;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import java.util.ArrayList;
import java.util.List;

/** Where a pump's rules stand, as bytes. */
final class PumpStandingCodec {
  private PumpStandingCodec() {}

  static void write(PumpStanding standing, CompactWriter to) {
    PumpBook book = standing.book();
    to.count(book.drugs().size());
    book.drugs().forEach(sums -> write(sums, to));
    to.optional(book.first(), CompactWriter::instant);
    to.optional(book.latest(), (w, sample) -> new PumpSampleCoder().write(sample, w));
    PumpHistoryCodec.write(standing.history(), to);
  }

  static PumpStanding read(CompactReader from) {
    List<DrugSums> drugs = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      drugs.add(sums(from));
    }
    return new PumpStanding(
        new PumpBook(
            drugs,
            from.optional(CompactReader::instant),
            from.optional(r -> new PumpSampleCoder().read(r))),
        PumpHistoryCodec.read(from));
  }

  private static void write(DrugSums sums, CompactWriter to) {
    to.text(sums.drug());
    to.optional(sums.reported(), PumpStandingCodec::write);
    to.optional(sums.until(), CompactWriter::instant);
    to.count(sums.samples());
    to.count(sums.moved().size());
    for (Moved moved : sums.moved()) {
      to.optional(moved.inForce().reported(), PumpStandingCodec::write);
      to.optional(moved.inForce().concentrationFrom(), CompactWriter::instant);
      to.optional(moved.inForce().weightFrom(), CompactWriter::instant);
      to.count(moved.nanolitres());
    }
    to.count(sums.uncertaintyNanolitres());
    to.count(sums.estimatedNanolitres());
    to.count(sums.checkedCounterNanolitres());
    to.count(sums.checkedRateNanolitres());
    to.count(sums.resets());
    to.count(sums.segments());
  }

  private static DrugSums sums(CompactReader from) {
    String drug = from.text();
    var reported = from.optional(PumpStandingCodec::concentration);
    var until = from.optional(CompactReader::instant);
    long samples = from.count();
    List<Moved> moved = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      InForce inForce =
          new InForce(
              from.optional(PumpStandingCodec::concentration),
              from.optional(CompactReader::instant),
              from.optional(CompactReader::instant));
      moved.add(new Moved(inForce, from.count()));
    }
    return new DrugSums(
        drug,
        reported,
        until,
        samples,
        moved,
        from.count(),
        from.count(),
        from.count(),
        from.count(),
        Math.toIntExact(from.count()),
        Math.toIntExact(from.count()));
  }

  static void write(CompactWriter to, Concentration concentration) {
    to.number(concentration.amountPerMl()).text(concentration.unit().ucum());
  }

  static Concentration concentration(CompactReader from) {
    return new Concentration(from.number(), AmountUnit.ofUcum(from.text()));
  }
}
