package io.rivulet.onebox.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One run of the command line within the test.
 *
 * @param exit the exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Invocation(int exit, String out, String err) {
  static Invocation of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Rivulet.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = commandLine.execute(arguments);
    return new Invocation(exit, out.toString(), err.toString());
  }
}
