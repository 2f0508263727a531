package io.rivulet.benchmarks;

import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.onebox.StoreWitness;
import io.rivulet.simulator.replay.Replay;
import io.rivulet.simulator.replay.ReplayConfig;
import io.rivulet.simulator.replay.ReplayLimits;
import io.rivulet.simulator.replay.ReplayReport;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Wall time of replaying a made-up trace: readings by the minute and one long infusion. */
@Command(name = "replay", description = "Wall time of replaying a made-up trace through it all.")
final class ReplayBenchmark implements Callable<Integer> {
  private static final LocalDateTime START = LocalDateTime.of(2150, 1, 1, 0, 0);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  @Option(
      names = "--messages",
      defaultValue = "10000",
      description = "pressure readings in the trace; pump samples come on top")
  int messages;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    InstantSource clock = InstantSource.system();
    Path trace = Files.createTempFile("benchmark-stay-", ".csv");
    List<ReplayReport> reports;
    try (OneBox box =
        OneBox.start(
            new OneBoxConfig(
                Optional.empty(), Optional.empty(), Map.of("bridge.time.behind.max", "P3650D")),
            clock,
            spec.commandLine().getErr()::println)) {
      write(trace);
      reports = rounds.run(number -> replay(box, trace, clock));
    } finally {
      Files.delete(trace);
    }
    List<Double> seconds = reports.stream().map(ReplayReport::seconds).toList();
    double published = reports.get(0).json().path("pipeline").path("published").asDouble();
    FigureTable.print(
        spec.commandLine().getOut(),
        "replay: %d messages, from the first publish until the store's answers stand still"
            .formatted((long) published),
        List.of(
            new Figure("replay", "s", seconds),
            new Figure(
                "messages a second of it",
                "msg/s",
                seconds.stream().map(each -> published / each).toList())));
    return 0;
  }

  private static ReplayReport replay(OneBox box, Path trace, InstantSource clock)
      throws InterruptedException {
    return Replay.run(
            ReplayConfig.from(
                box.settings(),
                List.of(trace),
                new ReplayLimits.None(),
                ReplayOrder.EVENT,
                RunId.random(new SecureRandom())),
            new StoreWitness(box.reads()),
            clock,
            line -> {})
        .get(0);
  }

  private void write(Path trace) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "\"ts\",\"end_ts\",\"kind\",\"code\",\"value\",\"unit\",\"rate_ml_h\",\"amount\","
            + "\"amount_unit\",\"weight_kg\",\"status\",\"orderid\",\"ingest_ts\"");
    String start = TIME.format(START);
    String end = TIME.format(START.plusMinutes(60));
    lines.add(
        "\"%s\",,\"WEIGHT\",\"Admission Weight (Kg)\",72.5,\"\",,,,,\"\",,\"%s\""
            .formatted(start, start));
    lines.add(
        "\"%s\",\"%s\",\"PUMP_SEGMENT\",\"Ketamine\",20,\"mg/hour\",2,20,\"mg\",72.5,\"Stopped\",1,"
            .formatted(start, end));
    for (int i = 0; i < messages; i++) {
      String time = TIME.format(START.plusMinutes(i));
      lines.add(
          "\"%s\",,\"VITAL\",\"Non Invasive Blood Pressure mean\",%d,\"mmHg\",,,,,\"\",,\"%s\""
              .formatted(time, 80 + i % 30, time));
    }
    Files.write(trace, lines);
  }
}
