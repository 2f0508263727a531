package io.rivulet.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where the time of a flight recording went: by thread, by the frame on top, by any frame. */
@Command(
    name = "profile",
    description = "Summarises the execution samples of a flight recording by thread and by frame.")
final class RecordingSummary implements Callable<Integer> {
  @Parameters(index = "0", description = "the recording, a .jfr file")
  Path recording;

  @Option(
      names = "--top",
      defaultValue = "25",
      description = "rows of each table (default ${DEFAULT-VALUE})")
  int top;

  @Option(
      names = "--thread",
      defaultValue = "",
      description = "only threads whose name begins so (default all)")
  String thread;

  @Spec CommandSpec spec;

  private final Map<String, Integer> threads = new HashMap<>();
  private final Map<String, Integer> self = new HashMap<>();
  private final Map<String, Integer> inclusive = new HashMap<>();
  private int samples;

  @Override
  public Integer call() throws IOException {
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        take(file.readEvent());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    print(out, "thread", threads);
    print(out, "frame on top", self);
    print(out, "frame anywhere", inclusive);
    out.flush();
    return 0;
  }

  /** Native samples are of threads that run native code or wait in it, so they are left out. */
  private void take(RecordedEvent event) {
    if (!event.getEventType().getName().equals("jdk.ExecutionSample")) {
      return;
    }
    String name = event.getThread("sampledThread").getJavaName();
    RecordedStackTrace trace = event.getStackTrace();
    if (name == null || trace == null || !name.startsWith(thread)) {
      return;
    }
    samples++;
    threads.merge(name, 1, Integer::sum);
    List<RecordedFrame> frames = trace.getFrames();
    self.merge(describe(frames.get(0)), 1, Integer::sum);
    Set<String> seen =
        frames.stream()
            .map(RecordingSummary::describe)
            .collect(Collectors.toCollection(HashSet::new));
    seen.forEach(frame -> inclusive.merge(frame, 1, Integer::sum));
  }

  private static String describe(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private void print(PrintWriter out, String title, Map<String, Integer> counts) {
    out.printf(Locale.ROOT, "| %s, of %d samples | share |%n|---|---|%n", title, samples);
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(top)
        .forEach(
            entry ->
                out.printf(
                    Locale.ROOT,
                    "| %s | %.1f %% |%n",
                    entry.getKey(),
                    100.0 * entry.getValue() / samples));
    out.println();
  }
}
