package io.rivulet.streams.attribution;

import io.rivulet.domain.unattributed.InfusionRun;
import io.rivulet.domain.unattributed.InfusionRuns;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The runs of a pump as bytes. */
final class InfusionRunsCodec {
  private InfusionRunsCodec() {}

  static ByteBuffer write(InfusionRuns runs) {
    CompactWriter to = new CompactWriter();
    to.count(runs.over().size());
    runs.over().forEach(run -> write(to, run));
    to.optional(runs.open(), InfusionRunsCodec::write);
    to.optional(runs.latestTime(), CompactWriter::instant);
    to.flag(runs.latestNanolitres().isPresent());
    runs.latestNanolitres().ifPresent(to::count);
    return ByteBuffer.wrap(to.toBytes());
  }

  /** The runs that were written; none where there are no bytes. */
  static InfusionRuns read(ByteBuffer bytes) {
    if (bytes == null) {
      return InfusionRuns.NONE;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    CompactReader from = new CompactReader(copy);
    List<InfusionRun> over = new ArrayList<>();
    for (long left = from.count(); left > 0; left--) {
      over.add(run(from));
    }
    Optional<InfusionRun> open = from.optional(InfusionRunsCodec::run);
    return new InfusionRuns(
        over,
        open,
        from.optional(CompactReader::instant),
        from.flag() ? OptionalLong.of(from.count()) : OptionalLong.empty());
  }

  private static void write(CompactWriter to, InfusionRun run) {
    to.instant(run.start()).instant(run.last()).optional(run.peakMlPerHour());
  }

  private static InfusionRun run(CompactReader from) {
    return new InfusionRun(from.instant(), from.instant(), from.optionalNumber());
  }
}
