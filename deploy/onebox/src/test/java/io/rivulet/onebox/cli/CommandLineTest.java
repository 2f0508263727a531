package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Exit codes and messages, as a person at a terminal meets them. */
@Requirement("SYSTEM-004")
@Timeout(120)
class CommandLineTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line =
        Rivulet.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  private static Path trace() {
    try {
      return Path.of(
          CommandLineTest.class.getResource("/traces/synthetic_stay_900001.csv").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command : Rivulet.commandLine().getSubcommands().keySet()) {
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(out.toString()).contains("Usage: rivulet " + command);
    }
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Exit codes: 0 done, 1 failed, 2 bad usage.");
  }

  @Test
  void badUsageEndsWithTwo() {
    assertThat(run("replay")).isEqualTo(2);
    assertThat(run("demo", "--sesions", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("--sesions");
    assertThat(run("replay", trace().toString(), "--order", "random")).isEqualTo(2);
    assertThat(err.toString()).contains("accepted are event, ingest");
    assertThat(run("doctor", "--set", "sink.batch.maximum=1")).isEqualTo(2);
    assertThat(err.toString()).contains("unknown setting \"sink.batch.maximum\"");
    assertThat(run("ingest", "--config", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cannot read configuration file");
  }

  @Test
  void aBrokenRowOfATraceIsNamedWithFileLineColumnAndValue() throws IOException {
    Path broken = directory.resolve("broken_stay_1.csv");
    Files.writeString(broken, Files.readString(trace()).replaceFirst("26.25", "twenty-six"));

    assertThat(run("replay", broken.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains("broken_stay_1.csv")
        .containsPattern("line \\d+")
        .contains("rate_ml_h")
        .contains("twenty-six");
  }

  @Test
  void missingAndContradictoryFilesAreNamed() throws IOException {
    assertThat(run("replay", directory.resolve("absent.csv").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("absent.csv");

    String limits = directory.resolve("limits.json").toString();
    assertThat(run("replay", trace().toString(), "--limits", limits)).isEqualTo(1);
    assertThat(err.toString()).contains("no such limits file");

    Files.writeString(
        Path.of(limits),
        """
        {"id": "x", "plausible": {}, "limits": {"systolic": {"high": {"warning": 180, "critical": 160}}},
         "hysteresis": 5, "confirm": {"readings": 2, "withinSeconds": 60}}
        """);
    assertThat(run("replay", trace().toString(), "--limits", limits)).isEqualTo(1);
    assertThat(err.toString()).contains("critical 160.0 mmHg is not at or beyond warning 180.0");
  }

  @Test
  void doctorSaysWhatDoesNotAnswerAndEnds() {
    int exit =
        run(
            "doctor",
            "--set",
            "mqtt.uri=tcp://127.0.0.1:1",
            "--set",
            "kafka.bootstrap.servers=127.0.0.1:1",
            "--set",
            "database.url=jdbc:postgresql://127.0.0.1:1/none");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("FAIL +mqtt")
        .containsPattern("FAIL +kafka")
        .containsPattern("FAIL +database")
        .containsPattern("OK +registry");
  }
}
