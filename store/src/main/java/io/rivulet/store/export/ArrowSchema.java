package io.rivulet.store.export;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** The message that begins an Arrow stream: columns with their types and units, and provenance. */
final class ArrowSchema {
  private static final int WORD_BYTES = 8;
  private static final int CONTINUATION = -1;

  private ArrowSchema() {}

  /** The message as it stands at the beginning of a stream. */
  static byte[] message(RowShape shape, Provenance provenance) {
    FlatBufferBuilder builder = new FlatBufferBuilder(4_096);
    int[] fields = shape.columns().stream().mapToInt(column -> field(builder, column)).toArray();
    int fieldVector = Schema.createFieldsVector(builder, fields);
    int metadata = Schema.createCustomMetadataVector(builder, pairs(builder, provenance.entries()));
    int schema = Schema.createSchema(builder, Endianness.Little, fieldVector, metadata, 0);
    return framed(builder, MessageHeader.Schema, schema, 0);
  }

  /** A message with the length and padding that stand before it in a stream. */
  static byte[] framed(FlatBufferBuilder builder, byte kind, int header, long bodyBytes) {
    int message = Message.createMessage(builder, MetadataVersion.V5, kind, header, bodyBytes, 0);
    Message.finishMessageBuffer(builder, message);
    byte[] metadata = builder.sizedByteArray();
    int padded = (metadata.length + WORD_BYTES - 1) / WORD_BYTES * WORD_BYTES;
    return ByteBuffer.allocate(WORD_BYTES + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(CONTINUATION)
        .putInt(padded)
        .put(metadata)
        .array();
  }

  private static int field(FlatBufferBuilder builder, Column column) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (!column.unit().isEmpty()) {
      facts.put("unit", column.unit());
    }
    facts.put("doc", column.doc());
    int metadata = Field.createCustomMetadataVector(builder, pairs(builder, facts));
    int name = builder.createString(column.name());
    int type = type(builder, column.type());
    int children = Field.createChildrenVector(builder, new int[0]);
    return Field.createField(
        builder, name, true, typeCode(column.type()), type, 0, children, metadata);
  }

  private static int type(FlatBufferBuilder builder, ColumnType type) {
    return switch (type) {
      case TEXT -> {
        Utf8.startUtf8(builder);
        yield Utf8.endUtf8(builder);
      }
      case WHOLE -> Int.createInt(builder, Long.SIZE, true);
      case NUMBER -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
      case FLAG -> {
        Bool.startBool(builder);
        yield Bool.endBool(builder);
      }
      case TIME ->
          Timestamp.createTimestamp(builder, TimeUnit.MICROSECOND, builder.createString("UTC"));
    };
  }

  private static byte typeCode(ColumnType type) {
    return switch (type) {
      case TEXT -> Type.Utf8;
      case WHOLE -> Type.Int;
      case NUMBER -> Type.FloatingPoint;
      case FLAG -> Type.Bool;
      case TIME -> Type.Timestamp;
    };
  }

  private static int[] pairs(FlatBufferBuilder builder, Map<String, String> facts) {
    List<Integer> pairs = new ArrayList<>();
    facts.forEach(
        (key, value) -> {
          int name = builder.createString(key);
          pairs.add(KeyValue.createKeyValue(builder, name, builder.createString(value)));
        });
    return pairs.stream().mapToInt(Integer::intValue).toArray();
  }
}
