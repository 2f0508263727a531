package io.rivulet.streams.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;

/** An origin, as bytes. */
final class OriginCodec {
  private OriginCodec() {}

  static void write(CompactWriter to, Origin origin) {
    to.text(origin.site())
        .text(origin.device().value())
        .instant(origin.time())
        .count(origin.sequence());
  }

  static Origin read(CompactReader from) {
    return new Origin(from.text(), new DeviceId(from.text()), from.instant(), from.count());
  }
}
