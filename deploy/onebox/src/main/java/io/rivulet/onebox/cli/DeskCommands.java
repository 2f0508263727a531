package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.sessions.form.Action;
import io.rivulet.sessions.form.LimitsActions;
import io.rivulet.sessions.form.SeriesActions;
import io.rivulet.sessions.form.SessionActions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code session}, {@code series} and {@code limits}: one command for each thing the desk can be
 * asked for, made from the same forms as its HTTP API.
 */
final class DeskCommands {
  private DeskCommands() {}

  /** Adds all three. */
  static void addTo(CommandLine rivulet) {
    rivulet.addSubcommand("session", session());
    rivulet.addSubcommand("series", series());
    rivulet.addSubcommand("limits", limits());
  }

  private static CommandLine session() {
    CommandLine group = group("session", "Records sessions at the desk, and shows them.");
    group.addSubcommand("open", asking(SessionActions.OPEN, "sessions", Optional.empty()));
    SessionActions.ALL.forEach(
        action ->
            group.addSubcommand(action.verb(), asking(action, "sessions", Optional.of("SESSION"))));
    group.addSubcommand("list", showing("sessions", "Lists sessions that take events.", false));
    group.addSubcommand("show", showing("sessions", "Shows a session with its events.", true));
    group.addSubcommand("token", new TokenCommand("sessions.tokens"));
    return group;
  }

  private static CommandLine series() {
    CommandLine group = group("series", "Records series of sessions at the desk, and shows them.");
    group.addSubcommand("open", asking(SeriesActions.OPEN, "series", Optional.empty()));
    SeriesActions.ALL.forEach(
        action ->
            group.addSubcommand(action.verb(), asking(action, "series", Optional.of("SERIES"))));
    group.addSubcommand("list", showing("series", "Lists series.", false));
    group.addSubcommand("show", showing("series", "Shows a series, its outcomes, proposal.", true));
    return group;
  }

  private static CommandLine limits() {
    CommandLine group = group("limits", "Publishes limits profiles at the desk, and lists them.");
    group.addSubcommand(
        "publish", asking(LimitsActions.PUBLISH, "limits", Optional.of("PROFILE-NAME")));
    group.addSubcommand("list", showing("limits", "Lists limits profiles.", false));
    return group;
  }

  static CommandLine group(String name, String description) {
    CommandLine[] self = new CommandLine[1];
    CommandSpec wrapped =
        CommandSpec.wrapWithoutInspection(
            (Callable<Integer>)
                () -> {
                  self[0].usage(self[0].getErr());
                  return Exit.USAGE;
                });
    wrapped.name(name);
    wrapped.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
    wrapped.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("show this text").build());
    self[0] = new CommandLine(wrapped);
    return self[0];
  }

  private static CommandLine asking(Action<?> action, String path, Optional<String> named) {
    CommandSpec[] self = new CommandSpec[1];
    FormOptions form = new FormOptions(action.form());
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(
            (Callable<Integer>) () -> ask(self[0], form, action.verb(), path, named.isPresent()));
    self[0] = spec;
    spec.name(action.verb()).usageMessage().description(action.summary());
    named.ifPresent(label -> spec.addPositional(positional(label)));
    form.addTo(spec);
    ApiOptions.addTo(spec, ApiAccess.Api.DESK);
    return new CommandLine(spec);
  }

  private static int ask(
      CommandSpec spec, FormOptions form, String verb, String path, boolean named)
      throws IOException, InterruptedException {
    ObjectNode body = form.body(spec, InstantSource.system());
    ApiAccess desk = ApiOptions.access(spec, ApiAccess.Api.DESK);
    String target = path;
    if (named) {
      target += "/" + encoded(spec.positionalParameters().get(0).getValue());
      target += verb.equals("publish") ? "" : "/" + verb;
    }
    return report(spec, desk.post(target, body));
  }

  private static CommandLine showing(String path, String description, boolean one) {
    CommandSpec[] self = new CommandSpec[1];
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> show(self[0], path, one));
    self[0] = spec;
    spec.name(one ? "show" : "list").usageMessage().description(description);
    if (one) {
      spec.addPositional(positional("NAME"));
    }
    ApiOptions.addTo(spec, ApiAccess.Api.DESK);
    return new CommandLine(spec);
  }

  private static int show(CommandSpec spec, String path, boolean one)
      throws IOException, InterruptedException {
    ApiAccess desk = ApiOptions.access(spec, ApiAccess.Api.DESK);
    String name = one ? "/" + encoded(spec.positionalParameters().get(0).getValue()) : "";
    ApiAccess.Answer answer = desk.get(path + name);
    if (!answer.done()) {
      return refused(spec, answer);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(answer.body().toPrettyString());
    out.flush();
    return Exit.DONE;
  }

  static PositionalParamSpec positional(String label) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .paramLabel(label)
        .required(true)
        .index("0")
        .arity("1")
        .build();
  }

  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static int report(CommandSpec spec, ApiAccess.Answer answer) {
    if (!answer.done()) {
      return refused(spec, answer);
    }
    PrintWriter out = spec.commandLine().getOut();
    String said = answer.body().path("repeated").booleanValue() ? "known already" : "recorded";
    List<String> names = new ArrayList<>();
    for (String kind : List.of("session", "series", "profile")) {
      if (answer.body().has(kind)) {
        names.add(kind + " " + answer.text(kind));
      }
    }
    out.println(said + ": " + String.join(", ", names));
    for (JsonNode event : answer.body().path("events")) {
      out.println(
          "  "
              + event.path("eventId").asText()
              + "  "
              + event.path("type").asText()
              + " "
              + event.path("event"));
    }
    out.flush();
    return Exit.DONE;
  }

  static int refused(CommandSpec spec, ApiAccess.Answer answer) {
    PrintWriter err = spec.commandLine().getErr();
    if (answer.status() == 428) {
      for (JsonNode question : answer.body().path("questions")) {
        err.println("rivulet: " + question.asText());
      }
      err.println(
          "rivulet: where that is meant, repeat the command with --confirm "
              + answer.text("confirmation"));
    } else {
      err.println("rivulet: " + answer.text("title") + ": " + answer.text("detail"));
    }
    err.flush();
    return Exit.FAILED;
  }
}
