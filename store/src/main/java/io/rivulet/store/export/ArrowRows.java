package io.rivulet.store.export;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * An Arrow IPC stream: one record batch for each batch of rows, laid out in heap memory. Metadata
 * is written with Arrow's own classes; its vectors are not needed, and neither is memory outside of
 * the heap.
 */
final class ArrowRows implements RowSink {
  private static final byte[] END = {-1, -1, -1, -1, 0, 0, 0, 0};
  private static final int FIRST_BYTES = 1 << 20;

  private final OutputStream out;
  private final int columns;
  private ByteBuffer body = ByteBuffer.allocate(FIRST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long[] starts = new long[0];
  private long[] lengths = new long[0];
  private int buffers;

  ArrowRows(RowShape shape, Provenance provenance, OutputStream out) throws IOException {
    this.out = out;
    this.columns = shape.columns().size();
    out.write(ArrowSchema.message(shape, provenance));
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    if (batch.rows() == 0) {
      return;
    }
    body.clear();
    buffers = 0;
    starts = new long[columns * 3];
    lengths = new long[columns * 3];
    for (int i = 0; i < columns; i++) {
      lay(batch.column(i), batch.rows());
    }
    out.write(header(batch));
    out.write(body.array(), 0, body.position());
  }

  @Override
  public void finish(Optional<String> next) throws IOException {
    out.write(END);
    out.flush();
  }

  private byte[] header(RowBatch batch) {
    FlatBufferBuilder builder = new FlatBufferBuilder(1_024);
    RecordBatch.startBuffersVector(builder, buffers);
    for (int i = buffers - 1; i >= 0; i--) {
      int unused = Buffer.createBuffer(builder, starts[i], lengths[i]);
    }
    int bufferVector = builder.endVector();
    RecordBatch.startNodesVector(builder, columns);
    for (int i = columns - 1; i >= 0; i--) {
      int unused = FieldNode.createFieldNode(builder, batch.rows(), batch.column(i).missingCount());
    }
    int nodes = builder.endVector();
    int record = RecordBatch.createRecordBatch(builder, batch.rows(), nodes, bufferVector, 0, 0);
    return ArrowSchema.framed(builder, MessageHeader.RecordBatch, record, body.position());
  }

  private void lay(ColumnValues values, int rows) {
    bits(rows, row -> !values.isMissing(row));
    switch (values.type()) {
      case TEXT -> text(values, rows);
      case WHOLE, TIME -> {
        begin(rows * Long.BYTES);
        for (int row = 0; row < rows; row++) {
          body.putLong(values.whole(row));
        }
        end();
      }
      case NUMBER -> {
        begin(rows * Double.BYTES);
        for (int row = 0; row < rows; row++) {
          body.putDouble(values.number(row));
        }
        end();
      }
      case FLAG -> bits(rows, values::flag);
    }
  }

  private void text(ColumnValues values, int rows) {
    begin((rows + 1) * Integer.BYTES);
    body.putInt(0);
    for (int row = 0; row < rows; row++) {
      body.putInt(values.textEnd(row));
    }
    end();
    begin(values.textBytes());
    body.put(values.textArray(), 0, values.textBytes());
    end();
  }

  private interface Bit {
    boolean of(int row);
  }

  private void bits(int rows, Bit bit) {
    begin((rows + 7) / 8);
    for (int from = 0; from < rows; from += 8) {
      int bits = 0;
      for (int row = from; row < Math.min(from + 8, rows); row++) {
        bits |= bit.of(row) ? 1 << (row - from) : 0;
      }
      body.put((byte) bits);
    }
    end();
  }

  private void begin(int bytes) {
    if (body.remaining() < bytes + Long.BYTES) {
      int needed = Math.addExact(body.position(), bytes + Long.BYTES);
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(needed, body.capacity() * 2)).order(ByteOrder.LITTLE_ENDIAN);
      body = larger.put(body.flip());
    }
    starts[buffers] = body.position();
  }

  private void end() {
    lengths[buffers] = body.position() - starts[buffers];
    buffers++;
    while (body.position() % Long.BYTES != 0) {
      body.put((byte) 0);
    }
  }
}
