package io.rivulet.benchmarks.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * One contender in a process of its own, told what to do over standard input: {@code start}, with
 * an assignment, {@code stop}, {@code count}. Each is answered with one line on standard output.
 * Ends with its input, so that it never outlives the benchmark.
 */
public final class ContenderProcess {
  private ContenderProcess() {}

  /**
   * Serves until standard input ends.
   *
   * @param arguments the {@link Kind}, and settings to try as {@code KEY=VALUE}
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    // Nothing but answers may come on the pipe.
    System.setOut(System.err);
    LoggerFactory.getLogger(ContenderProcess.class).debug("contender {}", arguments[0]);
    Map<String, String> tried =
        Arrays.stream(arguments)
            .skip(1)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    serve(Kind.valueOf(arguments[0]), tried, answers);
    System.exit(0);
  }

  private static void serve(Kind kind, Map<String, String> tried, PrintStream answers)
      throws Exception {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Contender contender = null;
    for (List<String> words = next(requests); !words.isEmpty(); words = next(requests)) {
      switch (words.get(0)) {
        case "start" -> {
          contender = kind.start(Assignment.of(words.subList(1, words.size())), tried);
          answers.println("started");
        }
        case "stop" -> {
          if (contender != null) {
            contender.close();
          }
          answers.println("stopped");
        }
        case "count" -> answers.println(contender == null ? 0 : contender.discarded());
        default -> throw new IllegalArgumentException("unknown request " + words);
      }
      answers.flush();
    }
  }

  private static List<String> next(BufferedReader requests) throws IOException {
    String line = requests.readLine();
    return line == null ? List.of() : List.of(line.split(" "));
  }
}
