package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.runtime.http.Form;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the commands under {@code alert} are made of: options, a question or an order, an answer.
 */
final class AlertCommand {
  private static final String JSON = "--json";

  /** What a command does. */
  @FunctionalInterface
  interface Action {
    int run(CommandSpec spec) throws IOException, InterruptedException;
  }

  private AlertCommand() {}

  /** Adds a command to its group. */
  static void add(CommandLine group, CommandLine command) {
    group.addSubcommand(command.getCommandName(), command);
  }

  static CommandLine of(
      String name,
      String description,
      java.util.function.Consumer<CommandSpec> options,
      Action action) {
    CommandSpec[] self = new CommandSpec[1];
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> action.run(self[0]));
    self[0] = spec;
    spec.name(name).usageMessage().description(description);
    options.accept(spec);
    spec.addOption(flag(JSON, "prints what was answered, as JSON"));
    ApiOptions.addTo(spec, ApiAccess.Api.ALERTING);
    return new CommandLine(spec);
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .arity("0")
        .defaultValue("false")
        .description(description)
        .build();
  }

  static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  static CommandLine query(
      String name,
      String description,
      String path,
      Function<JsonNode, List<String>> text,
      String... filters) {
    return of(
        name,
        description,
        spec -> filters(spec, filters),
        spec -> show(spec, withFilters(path, spec, filters), text));
  }

  static void filters(CommandSpec spec, String... names) {
    for (String name : names) {
      if (name.equals("over")) {
        spec.addOption(flag("--over", "those that are over too"));
      } else {
        spec.addOption(option("--" + name, "TEXT", "as the API's " + name));
      }
    }
  }

  static String withFilters(String path, CommandSpec spec, String[] names, String... further) {
    List<String> all = new ArrayList<>(List.of(names));
    all.addAll(List.of(further));
    String result = path;
    for (String name : all) {
      Object value = spec.findOption("--" + name).getValue();
      if (value != null && !value.equals(false)) {
        result += separator(result) + name + "=" + encoded(value.toString());
      }
    }
    return result;
  }

  static String separator(String path) {
    return path.contains("?") ? "&" : "?";
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String name(CommandSpec spec) {
    return DeskCommands.encoded(spec.positionalParameters().get(0).getValue());
  }

  static int show(CommandSpec spec, String path, Function<JsonNode, List<String>> text)
      throws IOException, InterruptedException {
    ApiAccess.Answer answer = access(spec).get(path);
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    print(spec, answer.body(), text.apply(answer.body()));
    return Exit.DONE;
  }

  static ApiAccess access(CommandSpec spec) throws IOException {
    return ApiOptions.access(spec, ApiAccess.Api.ALERTING);
  }

  static void print(CommandSpec spec, JsonNode body, List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    if (spec.findOption(JSON).getValue().equals(true)) {
      out.println(body.toPrettyString());
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  static CommandLine asking(
      String name,
      String description,
      Form form,
      Optional<String> positional,
      Function<CommandSpec, String> path,
      java.util.function.Consumer<CommandSpec> further) {
    FormOptions options = new FormOptions(form);
    return of(
        name,
        description,
        spec -> {
          positional.ifPresent(label -> spec.addPositional(DeskCommands.positional(label)));
          options.addTo(spec);
          further.accept(spec);
        },
        spec -> ask(spec, path.apply(spec), options.body(spec, InstantSource.system())));
  }

  static int ask(CommandSpec spec, String path, ObjectNode body)
      throws IOException, InterruptedException {
    ApiAccess.Answer answer = access(spec).post(path, body);
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    print(spec, answer.body(), done(answer.body()));
    return Exit.DONE;
  }

  static List<String> done(JsonNode body) {
    List<String> lines = new ArrayList<>();
    lines.add(body.path("repeated").asBoolean() ? "done before, by the same event id:" : "done:");
    if (body.has("alert")) {
      lines.addAll(AlertText.alert(body.path("alert")));
    }
    if (body.has("alerts")) {
      lines.addAll(AlertText.alerts(body));
    }
    if (body.has("channel")) {
      lines.add(AlertText.channel(body.path("channel")));
    }
    if (body.has("silence")) {
      lines.add(AlertText.silence(body.path("silence")));
    }
    if (body.has("override")) {
      lines.add(AlertText.override(body.path("override")));
    }
    if (body.has("deliveries")) {
      lines.addAll(AlertText.list(body, "deliveries", AlertText::delivery));
    }
    if (body.has("delivery")) {
      lines.add(AlertText.delivery(body.path("delivery")));
    }
    if (body.has("replayed")) {
      lines.add(body.path("replayed").asLong() + " are tried again");
    }
    return lines;
  }
}
