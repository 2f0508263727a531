package io.rivulet.store.export;

import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on and counts them: offsets in a file. */
final class CountedOutput extends OutputStream {
  private final OutputStream out;
  private long count;

  CountedOutput(OutputStream out) {
    this.out = out;
  }

  long count() {
    return count;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    count++;
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    out.write(bytes, start, length);
    count += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
