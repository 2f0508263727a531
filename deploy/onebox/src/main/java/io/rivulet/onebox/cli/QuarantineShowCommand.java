package io.rivulet.onebox.cli;

import io.rivulet.ingest.quarantine.AmbiguousIdException;
import io.rivulet.ingest.quarantine.Entry;
import io.rivulet.ingest.quarantine.EntryPage;
import io.rivulet.ingest.quarantine.EntryTable;
import io.rivulet.ingest.quarantine.QuarantineConfig;
import io.rivulet.ingest.quarantine.QuarantineException;
import io.rivulet.ingest.quarantine.QuarantineFilter;
import io.rivulet.ingest.quarantine.QuarantineReader;
import io.rivulet.ingest.quarantine.Selection;
import io.rivulet.ingest.quarantine.Snapshot;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.record.QuarantineRecord;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything about one refused thing. */
@Command(
    name = "show",
    description = "Shows everything about one refused thing, and points at what was refused.")
final class QuarantineShowCommand implements Callable<Integer> {
  private static final int CANDIDATES_SHOWN = 20;

  @Parameters(
      paramLabel = "ID",
      description = "an id, or as much of its beginning as tells it apart")
  String id;

  @Option(names = "--raw", description = "write the payload's bytes to stdout and nothing else")
  boolean raw;

  @Mixin ConfigurationOptions configuration;
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = configuration.settings();
    try (QuarantineReader reader = QuarantineReader.open(QuarantineConfig.from(settings).kafka())) {
      Snapshot snapshot = reader.scan(QuarantineFilter.ALL.withIdPrefixes(Set.of(id)));
      Entry entry = Selection.one(snapshot, id);
      AtomicReference<QuarantineRecord> record = new AtomicReference<>();
      reader.fetch(List.of(entry), (found, value) -> record.set(value));
      if (record.get() == null) {
        throw new QuarantineException(entry.id() + " went while it was looked at: retention ended");
      }
      print(entry, record.get());
      return Exit.DONE;
    } catch (AmbiguousIdException e) {
      return ambiguous(e, spec.commandLine().getErr());
    }
  }

  private void print(Entry entry, QuarantineRecord record) {
    if (!raw) {
      PrintWriter out = spec.commandLine().getOut();
      EntryPage.lines(entry, record).forEach(out::println);
      out.flush();
      return;
    }
    if (entry.truncated()) {
      spec.commandLine()
          .getErr()
          .println(
              "only the first %d of %d bytes".formatted(entry.keptBytes(), entry.payloadBytes()));
    }
    byte[] payload = new byte[record.getPayload().remaining()];
    record.getPayload().duplicate().get(payload);
    // Bytes as they are: a writer of characters would change them.
    System.out.write(payload, 0, payload.length);
    System.out.flush();
  }

  /** Says what an id may have meant. */
  static int ambiguous(AmbiguousIdException e, PrintWriter err) {
    err.println("rivulet: " + e.getMessage());
    List<Entry> candidates = e.candidates();
    new EntryTable(Terminal.widthCharacters())
        .lines(candidates.subList(0, Math.min(candidates.size(), CANDIDATES_SHOWN)))
        .forEach(err::println);
    if (candidates.size() > CANDIDATES_SHOWN) {
      err.println("and " + (candidates.size() - CANDIDATES_SHOWN) + " more");
    }
    err.flush();
    return Exit.USAGE;
  }
}
