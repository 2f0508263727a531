package io.rivulet.onebox.cli;

import io.rivulet.ingest.quarantine.QuarantineFilter;
import io.rivulet.ingest.quarantine.TimeArgument;
import io.rivulet.schemas.payload.RefusalReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which of what is in quarantine is meant. */
final class QuarantineFilterOptions {
  @Option(
      names = "--reason",
      paramLabel = "REASON",
      split = ",",
      description = "refused for one of these: ${COMPLETION-CANDIDATES}")
  List<RefusalReason> reasons = List.of();

  @Option(names = "--device", paramLabel = "DEVICE", description = "from this device")
  Optional<String> device;

  @Option(names = "--site", paramLabel = "SITE", description = "by an MQTT topic of this site")
  Optional<String> site;

  @Option(
      names = "--stage",
      paramLabel = "bridge|session-rules",
      description = "refused by the bridge, or by the session rules")
  Optional<String> stage;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "received at this time or later: 2026-11-21T09:30:00Z, or PT2H for 2 hours ago")
  Optional<String> since;

  @Option(names = "--until", paramLabel = "TIME", description = "received before this time")
  Optional<String> until;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many, the newest (default: all)")
  int limit = Integer.MAX_VALUE;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  QuarantineFilter filter(Instant now) {
    if (limit < 1) {
      throw usage("--limit " + limit + ": give 1 or more", null);
    }
    if (stage.isPresent() && !Set.of("bridge", "session-rules").contains(stage.get())) {
      throw usage("--stage \"" + stage.get() + "\": give bridge or session-rules", null);
    }
    try {
      return new QuarantineFilter(
          Set.of(),
          reasons.stream().map(RefusalReason::name).collect(Collectors.toSet()),
          device,
          site,
          stage,
          since.map(text -> TimeArgument.parse(text, now)),
          until.map(text -> TimeArgument.parse(text, now)));
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage(), e);
    }
  }

  private CommandLine.ParameterException usage(String message, Exception cause) {
    return new CommandLine.ParameterException(command.commandLine(), message, cause);
  }
}
