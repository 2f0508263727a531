package io.rivulet.onebox.cli;

import io.rivulet.alerting.http.Forms;
import java.util.Optional;
import picocli.CommandLine;

/** {@code alert}: asks alerting, and acts there, from the command line. */
final class AlertCommands {
  private AlertCommands() {}

  /** Adds the group. */
  static void addTo(CommandLine rivulet) {
    CommandLine group =
        DeskCommands.group("alert", "Shows alerts and acts on them; says who is on call and why.");
    AlertQueries.addTo(group);
    AlertActions.addTo(group);
    group.addSubcommand("channel", channel());
    group.addSubcommand("check", new AlertCheckCommand());
    group.addSubcommand("token", new TokenCommand("alerting.tokens"));
    rivulet.addSubcommand("alert", group);
  }

  private static CommandLine channel() {
    CommandLine group =
        DeskCommands.group("channel", "Shows how channels stand, and uses one again.");
    AlertCommand.add(
        group,
        AlertCommand.query(
            "list",
            "Says how channels stand.",
            "channels",
            body -> AlertText.list(body, "channels", AlertText::channel)));
    AlertCommand.add(
        group,
        AlertCommand.asking(
            "enable",
            "Uses a channel again whose receiver had wanted nothing more.",
            Forms.ENABLE,
            Optional.of("CHANNEL"),
            spec -> "channels/" + AlertCommand.name(spec) + "/enable",
            spec -> {}));
    return group;
  }
}
