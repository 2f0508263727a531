package io.rivulet.schemas.payload;

import io.rivulet.domain.unit.Quantity;
import io.rivulet.domain.unit.UnknownUnitException;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.record.OriginalQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Turns the quantities of one message into canonical values, and keeps each as it was sent. A
 * quantity that is not there stays null.
 */
final class CanonicalQuantities {
  private final List<OriginalQuantity> originals = new ArrayList<>(6);

  <T> T read(String field, QuantityPayload sent, Function<Quantity, T> canonical)
      throws RefusedPayloadException {
    return sent == null ? null : read(field, sent.getValue(), sent.getUnit(), canonical);
  }

  <T> T read(String field, Double value, String unit, Function<Quantity, T> canonical)
      throws RefusedPayloadException {
    if (value == null) {
      return null;
    }
    if (unit == null) {
      throw new RefusedPayloadException(RefusalReason.MALFORMED, field + " has no unit");
    }
    try {
      T read = canonical.apply(new Quantity(value, unit));
      originals.add(new OriginalQuantity(field, value, unit));
      return read;
    } catch (UnknownUnitException e) {
      throw new RefusedPayloadException(RefusalReason.UNKNOWN_UNIT, field + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new RefusedPayloadException(
          RefusalReason.OUT_OF_RANGE, field + " " + value + " " + unit + ": " + e.getMessage());
    }
  }

  List<OriginalQuantity> originals() {
    return originals;
  }
}
