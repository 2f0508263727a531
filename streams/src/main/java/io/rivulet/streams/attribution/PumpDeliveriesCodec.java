package io.rivulet.streams.attribution;

import io.rivulet.domain.unattributed.Deliveries;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.streams.live.LiveCodec;
import io.rivulet.streams.live.Parts;
import io.rivulet.streams.live.ReceiptsCodec;
import java.util.OptionalLong;

/** When a pump delivered, as bytes: about 40 of one that goes on. */
final class PumpDeliveriesCodec implements LiveCodec<PumpDeliveries> {
  @Override
  public PumpDeliveries load(String owner, Parts parts) {
    byte[] head = parts.head();
    return head == null ? null : read(new CompactReader(head));
  }

  @Override
  public void save(PumpDeliveries live, Parts parts) {
    CompactWriter to = new CompactWriter();
    write(live, to);
    parts.head(to.toBytes());
  }

  static void write(PumpDeliveries live, CompactWriter to) {
    to.text(live.site);
    ReceiptsCodec.write(live.known.times(), to);
    ReceiptsCodec.since(live.known.latest(), to);
    to.flag(live.known.latestNanolitres().isPresent());
    live.known.latestNanolitres().ifPresent(to::count);
  }

  static PumpDeliveries read(CompactReader from) {
    return new PumpDeliveries(
        from.text(),
        new Deliveries(
            ReceiptsCodec.read(from),
            ReceiptsCodec.since(from),
            from.flag() ? OptionalLong.of(from.count()) : OptionalLong.empty()));
  }
}
