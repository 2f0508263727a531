package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.alerting.http.Forms;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands under {@code alert} that show something and change nothing. */
final class AlertQueries {
  private static final String STANDING = "open,acknowledged,latched";

  private AlertQueries() {}

  /** Adds all of them. */
  static void addTo(CommandLine group) {
    AlertCommand.add(group, list());
    AlertCommand.add(
        group,
        AlertCommand.of(
            "show",
            "Shows an alert or an incident, whom it reached and what happened to it.",
            spec -> spec.addPositional(DeskCommands.positional("ALERT")),
            AlertQueries::show));
    AlertCommand.add(
        group,
        AlertCommand.query(
            "silences",
            "Lists silences.",
            "silences",
            body -> AlertText.list(body, "silences", AlertText::silence),
            "over"));
    AlertCommand.add(group, onCall());
    AlertCommand.add(
        group,
        AlertCommand.query(
            "overrides",
            "Lists turns that somebody takes.",
            "overrides",
            body -> AlertText.list(body, "overrides", AlertText::override),
            "over"));
    AlertCommand.add(
        group,
        AlertCommand.query(
            "deliveries",
            "Lists notifications and what became of them.",
            "deliveries",
            body -> AlertText.list(body, "deliveries", AlertText::delivery),
            "state",
            "channel",
            "incident",
            "limit",
            "cursor"));
    AlertCommand.add(
        group,
        AlertCommand.query(
            "dead",
            "Lists notifications that were given up on.",
            "deliveries?state=dead",
            body -> AlertText.list(body, "deliveries", AlertText::delivery),
            "channel",
            "limit",
            "cursor"));
    AlertCommand.add(
        group,
        AlertCommand.query(
            "incidents",
            "Lists incidents.",
            "incidents",
            body -> AlertText.list(body, "incidents", AlertText::incident),
            "open",
            "alert",
            "limit",
            "cursor"));
    AlertCommand.add(
        group,
        AlertCommand.query(
            "burden",
            "Says how much alerting asked of people.",
            "burden",
            AlertText::burden,
            "from",
            "until"));
    AlertCommand.add(
        group,
        AlertCommand.query(
            "configuration",
            "Says which configuration holds, and what is wrong with one that was refused.",
            "configuration",
            body -> body.toPrettyString().lines().map(AlertText::plain).toList()));
    AlertCommand.add(group, preview());
    AlertCommand.add(group, audit());
    AlertCommand.add(group, explain());
  }

  private static CommandLine list() {
    String[] filters = {"state", "priority", "site", "category", "session", "device"};
    return AlertCommand.of(
        "list",
        "Lists alerts that wait for somebody or are present; with --all those that are over too.",
        spec -> {
          spec.addOption(AlertCommand.flag("--all", "those that are over too"));
          AlertCommand.filters(spec, filters);
          AlertCommand.filters(spec, "limit", "cursor");
        },
        spec -> {
          boolean all = spec.findOption("--all").getValue();
          String path = AlertCommand.withFilters("alerts", spec, filters, "limit", "cursor");
          boolean chosen = ApiOptions.value(spec, "--state").isPresent();
          String state =
              all || chosen
                  ? ""
                  : AlertCommand.separator(path) + "state=" + AlertCommand.encoded(STANDING);
          return AlertCommand.show(spec, path + state, AlertText::alerts);
        });
  }

  private static CommandLine onCall() {
    return AlertCommand.of(
        "oncall",
        "Says who is on call, and who next; with --schedule and --until the shifts.",
        spec -> {
          spec.addOption(AlertCommand.option("--at", "TIME", "when (default: now)"));
          spec.addOption(
              AlertCommand.option("--schedule", "NAME", "lists the shifts of this schedule"));
          spec.addOption(
              AlertCommand.option("--until", "TIME", "the shifts until then (default: 14 days)"));
        },
        spec -> {
          Optional<String> schedule = ApiOptions.value(spec, "--schedule");
          Optional<String> at = ApiOptions.value(spec, "--at");
          if (schedule.isEmpty()) {
            String path =
                at.map(time -> "oncall?at=" + AlertCommand.encoded(time)).orElse("oncall");
            return AlertCommand.show(
                spec, path, body -> AlertText.list(body, "schedules", AlertText::onCall));
          }
          String path = "oncall/" + DeskCommands.encoded(schedule.get()) + "/shifts";
          path += at.map(time -> "?from=" + AlertCommand.encoded(time)).orElse("");
          Optional<String> until = ApiOptions.value(spec, "--until");
          path +=
              until.isPresent()
                  ? AlertCommand.separator(path) + "until=" + AlertCommand.encoded(until.get())
                  : "";
          return AlertCommand.show(
              spec, path, body -> AlertText.list(body, "shifts", AlertText::shift));
        });
  }

  private static CommandLine preview() {
    return AlertCommand.of(
        "preview",
        "Shows what a channel would be sent. Sends nothing.",
        spec -> {
          spec.addPositional(DeskCommands.positional("CHANNEL"));
          AlertCommand.filters(spec, "reason");
        },
        spec ->
            AlertCommand.show(
                spec,
                AlertCommand.withFilters(
                    "previews/" + AlertCommand.name(spec), spec, new String[] {"reason"}),
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
    return AlertCommand.of(
        "audit",
        "Lists what happened; with --verify recomputes the trail and says whether it is whole.",
        spec -> {
          spec.addOption(
              AlertCommand.flag("--verify", "recomputes all of it; 1 where it is not whole"));
          AlertCommand.filters(spec, filters);
        },
        spec ->
            spec.findOption("--verify").getValue().equals(true)
                ? verify(spec)
                : AlertCommand.show(
                    spec,
                    AlertCommand.withFilters("audit", spec, filters),
                    body -> AlertText.list(body, "entries", AlertText::audit)));
  }

  private static int verify(CommandSpec spec) throws IOException, InterruptedException {
    ApiAccess.Answer answer = AlertCommand.access(spec).get("audit/verification");
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    JsonNode body = answer.body();
    boolean whole = body.path("whole").asBoolean();
    AlertCommand.print(
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
    return AlertCommand.of(
        "explain",
        "Says where an alert with these labels would go, and why; with --file by that file, asking"
            + " no server. Sends nothing.",
        spec -> {
          form.addTo(spec);
          spec.addOption(AlertCommand.option("--file", "FILE", "an alerting file"));
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
    ApiAccess.Answer answer = AlertCommand.access(spec).post("explain", body);
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    AlertCommand.print(spec, answer.body(), AlertText.explained(answer.body()));
    return Exit.DONE;
  }

  private static int explain(CommandSpec spec, Path file, ObjectNode body) throws IOException {
    try {
      JsonNode explained =
          AlertFile.explain(
              file, Body.parse(body.toString(), Forms.EXPLAIN), InstantSource.system().instant());
      AlertCommand.print(spec, explained, AlertText.explained(explained));
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
    ApiAccess api = AlertCommand.access(spec);
    ApiAccess.Answer answer = api.get("alerts/" + AlertCommand.name(spec));
    if (answer.status() == 404) {
      ApiAccess.Answer incident = api.get("incidents/" + AlertCommand.name(spec));
      answer = incident.done() ? incident : answer;
    }
    if (!answer.done()) {
      return DeskCommands.refused(spec, answer);
    }
    AlertCommand.print(spec, answer.body(), AlertText.story(answer.body()));
    return Exit.DONE;
  }
}
