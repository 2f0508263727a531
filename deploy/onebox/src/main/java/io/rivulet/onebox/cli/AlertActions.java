package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.alerting.http.Forms;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands under {@code alert} by which somebody acts. */
final class AlertActions {
  private AlertActions() {}

  /** Adds all of them. */
  static void addTo(CommandLine group) {
    AlertCommand.add(
        group,
        AlertCommand.asking(
            "ack",
            "Says that somebody knows of an alert, or with --incident of all of an incident.",
            Forms.ACKNOWLEDGE,
            Optional.of("ALERT"),
            spec ->
                (spec.findOption("--incident").getValue().equals(true) ? "incidents/" : "alerts/")
                    + AlertCommand.name(spec)
                    + "/acknowledge",
            spec ->
                spec.addOption(AlertCommand.flag("--incident", "ALERT is the id of an incident"))));
    AlertCommand.add(
        group,
        AlertCommand.asking(
            "note",
            "Adds a note to an alert.",
            Forms.NOTE,
            Optional.of("ALERT"),
            spec -> "alerts/" + AlertCommand.name(spec) + "/notes",
            spec -> {}));
    AlertCommand.add(group, silence());
    AlertCommand.add(
        group,
        AlertCommand.asking(
            "unsilence",
            "Ends a silence now.",
            Forms.END,
            Optional.of("SILENCE"),
            spec -> "silences/" + AlertCommand.name(spec) + "/end",
            spec -> {}));
    AlertCommand.add(group, override());
    AlertCommand.add(
        group,
        AlertCommand.asking(
            "unoverride",
            "Takes an override back, as far as it is not over.",
            Forms.END,
            Optional.of("OVERRIDE"),
            spec -> "overrides/" + AlertCommand.name(spec) + "/end",
            spec -> {}));
    AlertCommand.add(
        group,
        AlertCommand.asking(
            "test",
            "Sends a test notification to a person or a channel.",
            Forms.TEST,
            Optional.empty(),
            spec -> "tests",
            spec -> {}));
    AlertCommand.add(group, replay());
  }

  private static CommandLine silence() {
    FormOptions form = new FormOptions(Forms.SILENCE, "ends");
    return AlertCommand.of(
        "silence",
        "Silences what matches, for a time: --for PT1H, or --ends TIME.",
        spec -> {
          form.addTo(spec);
          spec.addOption(AlertCommand.option("--for", "PT1H", "how long"));
          spec.addOption(AlertCommand.option("--ends", "TIME", "until when"));
        },
        spec -> {
          ObjectNode body = form.body(spec, InstantSource.system());
          end(spec, body, "begins", "ends");
          return AlertCommand.ask(spec, "silences", body);
        });
  }

  private static CommandLine override() {
    FormOptions form = new FormOptions(Forms.OVERRIDE, "until");
    return AlertCommand.of(
        "override",
        "Lets somebody take a turn, for a time: --for PT8H, or --until TIME.",
        spec -> {
          form.addTo(spec);
          spec.addOption(AlertCommand.option("--for", "PT8H", "how long"));
          spec.addOption(AlertCommand.option("--until", "TIME", "until when"));
        },
        spec -> {
          ObjectNode body = form.body(spec, InstantSource.system());
          end(spec, body, "from", "until");
          return AlertCommand.ask(spec, "overrides", body);
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
    return AlertCommand.of(
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
          spec.addOption(AlertCommand.option("--channel", "NAME", "all dead ones of this channel"));
          spec.addOption(AlertCommand.option("--since", "TIME", "that were decided from here on"));
        },
        spec -> {
          String id = spec.positionalParameters().get(0).getValue();
          Optional<String> channel = ApiOptions.value(spec, "--channel");
          Optional<String> since = ApiOptions.value(spec, "--since");
          ObjectNode body = one.body(spec, InstantSource.system());
          if (id != null && channel.isEmpty() && since.isEmpty()) {
            return AlertCommand.ask(
                spec, "deliveries/" + DeskCommands.encoded(id) + "/replay", body);
          }
          if (id != null || channel.isEmpty() || since.isEmpty()) {
            throw ApiOptions.usage(spec, "give a NOTIFICATION, or --channel and --since");
          }
          body.put("channel", channel.get()).put("since", since.get());
          return AlertCommand.ask(spec, "deliveries/replay", body);
        });
  }
}
