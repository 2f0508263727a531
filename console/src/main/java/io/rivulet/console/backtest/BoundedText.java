package io.rivulet.console.backtest;

import java.io.Serial;
import java.io.Writer;

/** Text in memory, of at most 8 million characters. */
final class BoundedText extends Writer {
  private static final int MAX_CHARACTERS = 8_000_000;

  private final StringBuilder text = new StringBuilder();

  /** There is no room for more. */
  static final class FullException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
  }

  @Override
  public void write(char[] characters, int start, int length) {
    if (text.length() + length > MAX_CHARACTERS) {
      throw new FullException();
    }
    text.append(characters, start, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
