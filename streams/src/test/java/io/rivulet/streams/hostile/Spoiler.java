package io.rivulet.streams.hostile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Changes some fields of a record to what its schema allows and nobody meant. */
final class Spoiler {
  private static final double[] NUMBERS = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0,
    -0.0,
    -1,
    1e-300,
    1e300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    1e5,
    1e13,
    11647
  };
  private static final long[] WHOLES = {
    0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE, 10_000_000_000_000L, Integer.MAX_VALUE
  };
  private static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.EPOCH.minusSeconds(1),
          Victim.T0,
          Victim.at(-3600),
          Victim.at(86_400),
          Instant.parse("2262-04-11T23:47:17Z"),
          Instant.parse("9999-12-31T23:59:59.999999Z"),
          HostileSamples.instantOfMicros(Long.MAX_VALUE),
          HostileSamples.instantOfMicros(Long.MIN_VALUE));
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a/b",
          "#",
          "x".repeat(200),
          "x".repeat(50_000),
          "\u0000",
          "\uD83D\uDE00",
          "Ketamine",
          "mg",
          "km",
          "IV",
          "NIBP",
          "ART",
          "somebody-else");
  private static final int FIELDS_MAX = 3;
  private static final int LIST_MAX = 300;

  private final Random random;

  Spoiler(Random random) {
    this.random = random;
  }

  /** A copy with one to three fields changed. */
  <T extends SpecificRecord> T spoilt(T record) {
    SpecificData data = SpecificData.getForClass(record.getClass());
    T copy = data.deepCopy(record.getSchema(), record);
    int fields = 1 + random.nextInt(FIELDS_MAX);
    for (int i = 0; i < fields; i++) {
      spoil(copy);
    }
    return copy;
  }

  private void spoil(SpecificRecord record) {
    List<Schema.Field> fields = record.getSchema().getFields();
    Schema.Field field = fields.get(random.nextInt(fields.size()));
    Object now = record.get(field.pos());
    if (now instanceof SpecificRecord inner && random.nextInt(8) > 0) {
      spoil(inner);
    } else {
      record.put(field.pos(), value(field.schema(), now));
    }
  }

  private Object value(Schema schema, Object now) {
    return switch (schema.getType()) {
      case UNION -> union(schema, now);
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case DOUBLE -> NUMBERS[random.nextInt(NUMBERS.length)];
      case LONG -> schema.getLogicalType() == null ? whole() : time();
      case INT -> (int) whole();
      case BOOLEAN -> random.nextBoolean();
      case ENUM -> anyOf(schema);
      case ARRAY -> list((List<?>) now);
      default -> now;
    };
  }

  private Object union(Schema schema, Object now) {
    boolean nullable =
        schema.getTypes().stream().anyMatch(type -> type.getType() == Schema.Type.NULL);
    if (nullable && random.nextInt(3) == 0) {
      return null;
    }
    List<Schema> plain =
        schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .filter(type -> type.getType() != Schema.Type.RECORD)
            .toList();
    return plain.isEmpty() ? now : value(plain.get(random.nextInt(plain.size())), now);
  }

  private Object anyOf(Schema schema) {
    List<String> symbols = schema.getEnumSymbols();
    return SpecificData.get().createEnum(symbols.get(random.nextInt(symbols.size())), schema);
  }

  private List<?> list(List<?> now) {
    if (now.isEmpty() || random.nextBoolean()) {
      return new ArrayList<>();
    }
    return new ArrayList<>(Collections.nCopies(2 + random.nextInt(LIST_MAX), now.get(0)));
  }

  private long whole() {
    return WHOLES[random.nextInt(WHOLES.length)];
  }

  private Instant time() {
    return TIMES.get(random.nextInt(TIMES.size()));
  }
}
