package io.rivulet.console.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Holds the first bytes of an answer back, so that what fails at once is answered with a problem;
 * then passes everything on.
 */
final class HeldOutput extends OutputStream {
  private static final int HELD_BYTES = 16 * 1024;

  private final Target target;
  private ByteArrayOutputStream held = new ByteArrayOutputStream();
  private OutputStream out;

  /** Says that the answer begins, and where it goes. */
  interface Target {
    OutputStream begin() throws IOException;
  }

  HeldOutput(Target target) {
    this.target = target;
  }

  /** Whether anything has been sent. */
  boolean begun() {
    return out != null;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    if (out == null && held.size() + length <= HELD_BYTES) {
      held.write(bytes, start, length);
    } else {
      begin();
      out.write(bytes, start, length);
    }
  }

  /** Passes on what was held. */
  @Override
  public void flush() throws IOException {
    begin();
    out.flush();
  }

  private void begin() throws IOException {
    if (out == null) {
      out = target.begin();
      held.writeTo(out);
      held = new ByteArrayOutputStream(0);
    }
  }
}
