package io.rivulet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.embedded.Mosquitto;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every benchmark still runs, on next to nothing; how fast is not judged. */
@Timeout(120)
class BenchmarksIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spool --syncs 3 --open 100 --warm-up 0 --rounds 1",
        "bridge --messages 200 --latency-messages 50 --killed-messages 50 --kills 1 --warm-up 0"
            + " --rounds 1 --contenders discard,bridge --quiet-millis 1000"
            + " --child-flags -XX:TieredStopAtLevel=1",
        "bridge --mode live --messages 200 --warm-up 0 --rounds 1 --contenders spring_manual"
            + " --try kafka.linger.ms=0 --quiet-millis 1000 --child-flags -XX:TieredStopAtLevel=1",
        "topology --samples 400 --devices 4 --warm-up 0 --rounds 1",
        "landing --rows 4000 --connector-rows 2000 --batch 200 --warm-up 0 --rounds 1",
        "pipeline --devices 5 --rates 50 --seconds 1 --warm-up-seconds 0",
        "alerts --rates 20 --seconds 2 --crossings 3 --warm-up-seconds 0",
        "replay --messages 50 --warm-up 0 --rounds 1",
        "codec --operations 50 --warm-up 0 --rounds 1",
        "domain --operations 50 --warm-up 0 --rounds 1",
        "devices --devices 20000 --operations 50 --warm-up 0 --rounds 1",
        "fleet --devices 1000 --pages 2",
        "live --pages 3 --seconds 2 --warm-up-seconds 0 --observations 2 --heap-every-seconds 1"
      })
  void printsATableOfFiguresAboveNothing(String commandLine) {
    assumeThat(!commandLine.startsWith("bridge") || Mosquitto.isInstalled())
        .as("mosquitto is not installed (Debian: apt-get install mosquitto)")
        .isTrue();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Benchmarks.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    int exit = command.execute(commandLine.split(" "));

    assertThat(exit).as(err.toString()).isZero();
    List<String[]> rows =
        out.toString()
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| figure"))
            .map(line -> line.split(" \\| "))
            .toList();
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(
            row -> {
              double median = Double.parseDouble(row[1].replace(",", ""));
              assertThat(median).as(row[0]).isGreaterThanOrEqualTo(0).isLessThan(1e9);
              assertThat(row[4]).as("unit of " + row[0]).isNotBlank();
            });
    assertThat(rows)
        .anySatisfy(row -> assertThat(Double.parseDouble(row[1].replace(",", ""))).isPositive());
  }
}
