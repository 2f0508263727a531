package io.rivulet.onebox.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command's result goes. */
final class Output {
  private Output() {}

  /** Writes to a file, or to stdout where the name is a hyphen. */
  static void write(String file, String text, PrintWriter out) throws IOException {
    if (file.equals("-")) {
      out.println(text);
      out.flush();
    } else {
      Files.writeString(Path.of(file), text + System.lineSeparator(), StandardCharsets.UTF_8);
    }
  }
}
