package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.alerting.http.Forms;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Form;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code alert}: asks alerting, and acts there, from the command line. */
final class AlertCommands {
  private static final String JSON = "--json";
  private static final String STANDING = "open,acknowledged,latched";

  /** What a command does. */
  @FunctionalInterface
  private interface Action {
    int run(CommandSpec spec) throws IOException, InterruptedException;
  }

  private AlertCommands() {}

  /** Adds the group. */
  static void addTo(CommandLine rivulet) {
    CommandLine group =
        DeskCommands.group("alert", "Shows alerts and acts on them; says who is on call and why.");
    looking(group);
    acting(group);
    group.addSubcommand("channel", channel());
    group.addSubcommand("check", new AlertCheckCommand());
    group.addSubcommand("token", new TokenCommand("alerting.tokens"));
    rivulet.addSubcommand("alert", group);
  }

  private static void looking(CommandLine group) {
    add(group, list());
    add(
        group,
        command(
            "show",
            "Shows an alert or an incident, whom it reached and what happened to it.",
            spec -> spec.addPositional(DeskCommands.positional("ALERT")),
            AlertCommands::show));
    add(
        group,
        query(
            "silences",
            "Lists silences.",
            "silences",
            body -> AlertText.list(body, "silences", AlertText::silence),
            "over"));
    add(group, onCall());
    add(
        group,
        query(
            "overrides",
            "Lists turns that somebody takes.",
            "overrides",
            body -> AlertText.list(body, "overrides", AlertText::override),
            "over"));
    add(
        group,
        query(
            "deliveries",
            "Lists notifications and what became of them.",
            "deliveries",
            body -> AlertText.list(body, "deliveries", AlertText::delivery),
            "state",
            "channel",
            "incident",
            "limit",
            "cursor"));
    add(
        group,
        query(
            "dead",
            "Lists notifications that were given up on.",
            "deliveries?state=dead",
            body -> AlertText.list(body, "deliveries", AlertText::delivery),
            "channel",
            "limit",
            "cursor"));
    add(
        group,
        query(
            "incidents",
            "Lists incidents.",
            "incidents",
            body -> AlertText.list(body, "incidents", AlertText::incident),
            "open",
            "alert",
            "limit",
            "cursor"));
    add(
        group,
        query(
            "burden",
            "Says how much alerting asked of people.",
            "burden",
            AlertText::burden,
            "from",
            "until"));
    add(
        group,
        query(
            "configuration",
            "Says which configuration holds, and what is wrong with one that was refused.",
            "configuration",
            body -> body.toPrettyString().lines().map(AlertText::plain).toList()));
    add(group, preview());
    add(group, audit());
    add(group, explain());
  }

  private static void acting(CommandLine group) {
    add(
        group,
        asking(
            "ack",
            "Says that somebody knows of an alert, or with --incident of all of an incident.",
            Forms.ACKNOWLEDGE,
            Optional.of("ALERT"),
            spec ->
                (spec.findOption("--incident").getValue().equals(true) ? "incidents/" : "alerts/")
                    + name(spec)
                    + "/acknowledge",
            spec -> spec.addOption(flag("--incident", "ALERT is the id of an incident"))));
    add(
        group,
        asking(
            "note",
            "Adds a note to an alert.",
            Forms.NOTE,
            Optional.of("ALERT"),
            spec -> "alerts/" + name(spec) + "/notes",
            spec -> {}));
    add(group, silence());
    add(
        group,
        asking(
            "unsilence",
            "Ends a silence now.",
            Forms.END,
            Optional.of("SILENCE"),
            spec -> "silences/" + name(spec) + "/end",
            spec -> {}));
    add(group, override());
    add(
        group,
        asking(
            "unoverride",
            "Takes an override back, as far as it is not over.",
            Forms.END,
            Optional.of("OVERRIDE"),
            spec -> "overrides/" + name(spec) + "/end",
            spec -> {}));
    add(
        group,
        asking(
            "test",
            "Sends a test notification to a person or a channel.",
            Forms.TEST,
            Optional.empty(),
            spec -> "tests",
            spec -> {}));
    add(group, replay());
  }

  private static CommandLine channel() {
    CommandLine group =
        DeskCommands.group("channel", "Shows how channels stand, and uses one again.");
    add(
        group,
        query(
            "list",
            "Says how channels stand.",
            "channels",
            body -> AlertText.list(body, "channels", AlertText::channel)));
    add(
        group,
        asking(
            "enable",
            "Uses a channel again whose receiver had wanted nothing more.",
            Forms.ENABLE,
            Optional.of("CHANNEL"),
            spec -> "channels/" + name(spec) + "/enable",
            spec -> {}));
    return group;
  }

  private static void add(CommandLine group, CommandLine command) {
    group.addSubcommand(command.getCommandName(), command);
  }

  private static CommandLine command(
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

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .arity("0")
        .defaultValue("false")
        .description(description)
        .build();
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static CommandLine list() {
    String[] filters = {"state", "priority", "site", "category", "session", "device"};
    return command(
        "list",
        "Lists alerts that wait for somebody or are present; with --all those that are over too.",
        spec -> {
          spec.addOption(flag("--all", "those that are over too"));
          filters(spec, filters);
          filters(spec, "limit", "cursor");
        },
        spec -> {
          boolean all = spec.findOption("--all").getValue();
          String path = withFilters("alerts", spec, filters, "limit", "cursor");
          boolean chosen = ApiOptions.value(spec, "--state").isPresent();
          String state = all || chosen ? "" : separator(path) + "state=" + encoded(STANDING);
          return show(spec, path + state, AlertText::alerts);
        });
  }

  private static CommandLine query(
      String name,
      String description,
      String path,
      Function<JsonNode, List<String>> text,
      String... filters) {
    return command(
        name,
        description,
        spec -> filters(spec, filters),
        spec -> show(spec, withFilters(path, spec, filters), text));
  }

  private static void filters(CommandSpec spec, String... names) {
    for (String name : names) {
      if (name.equals("over")) {
        spec.addOption(flag("--over", "those that are over too"));
      } else {
        spec.addOption(option("--" + name, "TEXT", "as the API's " + name));
      }
    }
  }

  private static String withFilters(
      String path, CommandSpec spec, String[] names, String... further) {
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

  private static String separator(String path) {
    return path.contains("?") ? "&" : "?";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String name(CommandSpec spec) {
    return DeskCommands.encoded(spec.positionalParameters().get(0).getValue());
  }

  private static CommandLine onCall() {
    return command(
        "oncall",
        "Says who is on call, and who next; with --schedule and --until the shifts.",
        spec -> {
          spec.addOption(option("--at", "TIME", "when (default: now)"));
          spec.addOption(option("--schedule", "NAME", "lists the shifts of this schedule"));
          spec.addOption(option("--until", "TIME", "the shifts until then (default: 14 days)"));
        },
        spec -> {
          Optional<String> schedule = ApiOptions.value(spec, "--schedule");
          Optional<String> at = ApiOptions.value(spec, "--at");
          if (schedule.isEmpty()) {
            String path = at.map(time -> "oncall?at=" + encoded(time)).orElse("oncall");
            return show(spec, path, body -> AlertText.list(body, "schedules", AlertText::onCall));
          }
          String path = "oncall/" + DeskCommands.encoded(schedule.get()) + "/shifts";
          path += at.map(time -> "?from=" + encoded(time)).orElse("");
          Optional<String> until = ApiOptions.value(spec, "--until");
          path += until.isPresent() ? separator(path) + "until=" + encoded(until.get()) : "";
          return show(spec, path, body -> AlertText.list(body, "shifts", AlertText::shift));
        });
  }

  private static CommandLine preview() {
    return command(
        "preview",
        "Shows what a channel would be sent. Sends nothing.",
        spec -> {
          spec.addPositional(DeskCommands.positional("CHANNEL"));
          filters(spec, "reason");
        },
        spec ->
            show(
                spec,
                withFilters("previews/" + name(spec), spec, new String[] {"reason"}),
                body -> {
                  List<String> lines = new ArrayList<>();
                  for (JsonNode part : body.path("parts")) {
                    lines.add("--- " + AlertText.text(part, "/name"));
                    part.path("text").asText().lines().map(AlertText::plain).forEach(lines::add);
                  }
                  return lines;
                }));
  }

  private static CommandLine audit() {
    String[] filters = {"alert", "incident", "event", "limit", "cursor"};
    return command(
        "audit",
        "Lists what happened; with --verify recomputes the trail and says whether it is whole.",
        spec -> {
          spec.addOption(flag("--verify", "recomputes all of it; 1 where it is not whole"));
          filters(spec, filters);
        },
        spec ->
            spec.findOption("--verify").getValue().equals(true)
                ? verify(spec)
                : show(
                    spec,
                    withFilters("audit", spec, filters),
                    body -> AlertText.list(body, "entries", AlertText::audit)));
  }

  private static int verify(CommandSpec spec) throws IOException, InterruptedException {
    ApiAccess.Answer answer = access(spec).get("audit/verification");
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    JsonNode body = answer.body();
    boolean whole = body.path("whole").asBoolean();
    print(
        spec,
        body,
        List.of(
            whole
                ? "whole: "
                    + body.path("checked").asLong()
                    + " entries, the last one #"
                    + body.path("lastSequence").asLong()
                    + " with hash "
                    + AlertText.text(body, "/lastHash")
                : "NOT WHOLE: entry #"
                    + body.path("firstBroken").asLong()
                    + ": "
                    + AlertText.text(body, "/problem")));
    return whole ? Exit.DONE : Exit.FAILED;
  }

  private static CommandLine explain() {
    FormOptions form = new FormOptions(Forms.EXPLAIN);
    return command(
        "explain",
        "Says where an alert with these labels would go, and why; with --file by that file, asking"
            + " no server. Sends nothing.",
        spec -> {
          form.addTo(spec);
          spec.addOption(option("--file", "FILE", "an alerting file"));
        },
        spec -> {
          ObjectNode body = form.body(spec, InstantSource.system());
          Optional<String> file = ApiOptions.value(spec, "--file");
          return file.isPresent()
              ? explain(spec, ApiOptions.existing(spec, file.get()), body)
              : explain(spec, body);
        });
  }

  private static int explain(CommandSpec spec, ObjectNode body)
      throws IOException, InterruptedException {
    ApiAccess.Answer answer = access(spec).post("explain", body);
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    print(spec, answer.body(), AlertText.explained(answer.body()));
    return Exit.DONE;
  }

  private static int explain(CommandSpec spec, Path file, ObjectNode body) throws IOException {
    try {
      JsonNode explained =
          AlertFile.explain(
              file, Body.parse(body.toString(), Forms.EXPLAIN), InstantSource.system().instant());
      print(spec, explained, AlertText.explained(explained));
      return Exit.DONE;
    } catch (InvalidConfigurationException e) {
      PrintWriter err = spec.commandLine().getErr();
      e.problems().forEach(problem -> err.println("rivulet: " + file + ": " + problem));
      err.flush();
      return Exit.FAILED;
    } catch (IllegalArgumentException | MalformedBodyException e) {
      throw ApiOptions.usage(spec, e.getMessage());
    }
  }

  private static int show(CommandSpec spec) throws IOException, InterruptedException {
    ApiAccess api = access(spec);
    ApiAccess.Answer answer = api.get("alerts/" + name(spec));
    if (answer.status() == 404) {
      ApiAccess.Answer incident = api.get("incidents/" + name(spec));
      answer = incident.done() ? incident : answer;
    }
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    print(spec, answer.body(), AlertText.story(answer.body()));
    return Exit.DONE;
  }

  private static int show(CommandSpec spec, String path, Function<JsonNode, List<String>> text)
      throws IOException, InterruptedException {
    ApiAccess.Answer answer = access(spec).get(path);
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    print(spec, answer.body(), text.apply(answer.body()));
    return Exit.DONE;
  }

  private static ApiAccess access(CommandSpec spec) throws IOException {
    return ApiOptions.access(spec, ApiAccess.Api.ALERTING);
  }

  private static void print(CommandSpec spec, JsonNode body, List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    if (spec.findOption(JSON).getValue().equals(true)) {
      out.println(body.toPrettyString());
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  private static CommandLine asking(
      String name,
      String description,
      Form form,
      Optional<String> positional,
      Function<CommandSpec, String> path,
      java.util.function.Consumer<CommandSpec> further) {
    FormOptions options = new FormOptions(form);
    return command(
        name,
        description,
        spec -> {
          positional.ifPresent(label -> spec.addPositional(DeskCommands.positional(label)));
          options.addTo(spec);
          further.accept(spec);
        },
        spec -> ask(spec, path.apply(spec), options.body(spec, InstantSource.system())));
  }

  private static int ask(CommandSpec spec, String path, ObjectNode body)
      throws IOException, InterruptedException {
    ApiAccess.Answer answer = access(spec).post(path, body);
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    print(spec, answer.body(), done(answer.body()));
    return Exit.DONE;
  }

  private static List<String> done(JsonNode body) {
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

  private static CommandLine silence() {
    FormOptions form = new FormOptions(Forms.SILENCE, "ends");
    return command(
        "silence",
        "Silences what matches, for a time: --for PT1H, or --ends TIME.",
        spec -> {
          form.addTo(spec);
          spec.addOption(option("--for", "PT1H", "how long"));
          spec.addOption(option("--ends", "TIME", "until when"));
        },
        spec -> {
          ObjectNode body = form.body(spec, InstantSource.system());
          end(spec, body, "begins", "ends");
          return ask(spec, "silences", body);
        });
  }

  private static CommandLine override() {
    FormOptions form = new FormOptions(Forms.OVERRIDE, "until");
    return command(
        "override",
        "Lets somebody take a turn, for a time: --for PT8H, or --until TIME.",
        spec -> {
          form.addTo(spec);
          spec.addOption(option("--for", "PT8H", "how long"));
          spec.addOption(option("--until", "TIME", "until when"));
        },
        spec -> {
          ObjectNode body = form.body(spec, InstantSource.system());
          end(spec, body, "from", "until");
          return ask(spec, "overrides", body);
        });
  }

  /** The end, as it was given or as long after the beginning as was said. */
  private static void end(CommandSpec spec, ObjectNode body, String begin, String end) {
    Optional<String> until = ApiOptions.value(spec, "--" + end);
    Optional<String> length = ApiOptions.value(spec, "--for");
    if (until.isPresent() == length.isPresent()) {
      throw ApiOptions.usage(spec, "give --for, such as --for PT1H, or --" + end + " TIME");
    }
    if (until.isPresent()) {
      body.put(end, until.get());
      return;
    }
    try {
      Instant from =
          body.has(begin)
              ? OffsetDateTime.parse(body.path(begin).asText()).toInstant()
              : InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
      body.put(end, from.plus(Duration.parse(length.get())).toString());
    } catch (DateTimeException | ArithmeticException e) {
      throw ApiOptions.usage(
          spec, "--for " + length.get() + " is no duration such as PT1H after a time");
    }
  }

  private static CommandLine replay() {
    FormOptions one = new FormOptions(Forms.REPLAY);
    return command(
        "replay",
        "Tries a dead notification again, or with --channel and --since all of a channel.",
        spec -> {
          spec.addPositional(
              picocli.CommandLine.Model.PositionalParamSpec.builder()
                  .type(String.class)
                  .paramLabel("NOTIFICATION")
                  .index("0")
                  .arity("0..1")
                  .description("its id, as dead lists it")
                  .build());
          one.addTo(spec);
          spec.addOption(option("--channel", "NAME", "all dead ones of this channel"));
          spec.addOption(option("--since", "TIME", "that were decided from here on"));
        },
        spec -> {
          String id = spec.positionalParameters().get(0).getValue();
          Optional<String> channel = ApiOptions.value(spec, "--channel");
          Optional<String> since = ApiOptions.value(spec, "--since");
          ObjectNode body = one.body(spec, InstantSource.system());
          if (id != null && channel.isEmpty() && since.isEmpty()) {
            return ask(spec, "deliveries/" + DeskCommands.encoded(id) + "/replay", body);
          }
          if (id != null || channel.isEmpty() || since.isEmpty()) {
            throw ApiOptions.usage(spec, "give a NOTIFICATION, or --channel and --since");
          }
          body.put("channel", channel.get()).put("since", since.get());
          return ask(spec, "deliveries/replay", body);
        });
  }
}
