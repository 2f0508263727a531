package io.rivulet.onebox.cli;

import io.rivulet.ingest.quarantine.EntryJson;
import io.rivulet.ingest.quarantine.EntryTable;
import io.rivulet.ingest.quarantine.QuarantineConfig;
import io.rivulet.ingest.quarantine.QuarantineFilter;
import io.rivulet.ingest.quarantine.QuarantineReader;
import io.rivulet.ingest.quarantine.Snapshot;
import io.rivulet.runtime.config.Settings;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One line for each refused thing. */
@Command(
    name = "list",
    description =
        "Lists what was refused, each once, the newest last. Ends at what is there when it starts.")
final class QuarantineListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object a line, with everything but the payload")
  boolean json;

  @Option(names = "--wide", description = "do not cut lines to the terminal's width")
  boolean wide;

  @Mixin QuarantineFilterOptions options;
  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    QuarantineFilter filter = options.filter(InstantSource.system().instant());
    Settings settings = configuration.settings();
    Snapshot all;
    try (QuarantineReader reader = QuarantineReader.open(QuarantineConfig.from(settings).kafka())) {
      all = reader.scan(filter);
    }
    Snapshot shown = all.newest(options.limit);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      shown.entries().forEach(entry -> out.println(EntryJson.line(entry)));
    } else {
      new EntryTable(wide ? 0 : Terminal.widthCharacters())
          .lines(shown.entries())
          .forEach(out::println);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println(all.summary());
    if (shown.entries().size() < all.entries().size()) {
      err.println("shown are the newest " + shown.entries().size());
    }
    all.notes().forEach(err::println);
    err.flush();
    return Exit.DONE;
  }
}
