package io.rivulet.ingest.quarantine;

import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.record.QuarantineRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Feeds messages from quarantine back: the bridge's own admission decides, at the time at which
 * each was received, and what it takes now goes to its Kafka topic together with a mark in
 * quarantine. At most {@link #BATCH} payloads are held at once.
 */
public final class Redrive implements AutoCloseable {
  /** Messages in one transaction. */
  static final int BATCH = 100;

  private final QuarantineConfig config;
  private final InstantSource clock;
  private final RedriveRequest request;
  private final Consumer<Result> told;
  private final QuarantineReader reader;
  private final RedriveRules rules;
  private RedriveWriter writer;

  /**
   * What became of one thing.
   *
   * @param entry which
   * @param verdict what was decided
   * @param kafkaTopic the topic that takes it, empty where none does
   */
  public record Result(Entry entry, Verdict verdict, String kafkaTopic) {
    /** Refuses anything missing. */
    public Result {
      Objects.requireNonNull(entry, "entry");
      Objects.requireNonNull(verdict, "verdict");
    }

    /** It on one line. */
    public String line(boolean dryRun) {
      String what;
      if (verdict instanceof Verdict.Admitted admitted) {
        what =
            "%s %s%s"
                .formatted(
                    dryRun ? "would go to" : "redriven to",
                    kafkaTopic,
                    admitted.corrected() ? ", corrected" : "");
      } else if (verdict instanceof Verdict.RefusedAgain again) {
        what =
            "%s %s: %s"
                .formatted(
                    dryRun ? "would be refused again," : "refused again,",
                    again.reason(),
                    again.detail());
      } else {
        what = "not tried: " + ((Verdict.NotTried) verdict).why();
      }
      return Printable.of(entry.id() + "  " + entry.device().orElse(entry.origin()) + "  " + what);
    }
  }

  /**
   * What became of all.
   *
   * @param admitted taken, or, in a dry run, those that would be
   * @param refused refused again
   * @param notTried not tried
   */
  public record Report(long admitted, long refused, long notTried) {
    /** It on one line. */
    public String line(boolean dryRun) {
      return "%d %s, %d %s, %d not tried"
          .formatted(
              admitted,
              dryRun ? "would be redriven" : "redriven",
              refused,
              dryRun ? "would be refused again" : "refused again",
              notTried);
    }
  }

  private Redrive(
      QuarantineConfig config, RedriveRequest request, InstantSource clock, Consumer<Result> told) {
    this.config = config;
    this.request = request;
    this.clock = clock;
    this.told = told;
    this.rules = new RedriveRules(new Admission(config.bounds()), request.again());
    this.reader = QuarantineReader.open(config.kafka());
  }

  /**
   * Does what the request says. A failure leaves what was told of as done and the rest as it was.
   *
   * @param told of each result after it is stored
   * @throws AmbiguousIdException where an id means several; nothing was done then
   * @throws QuarantineException where Kafka fails, or something named is not there
   */
  public static Report run(
      QuarantineConfig config, RedriveRequest request, InstantSource clock, Consumer<Result> told) {
    try (Redrive redrive = new Redrive(config, request, clock, told)) {
      return redrive.run();
    }
  }

  private Report run() {
    if (!request.dryRun()) {
      // Before reading: what another redrive has done is then seen, and what it has not, it cannot.
      writer = RedriveWriter.open(config.kafka());
    }
    QuarantineFilter filter =
        request.ids().isEmpty()
            ? request.filter()
            : request.filter().withIdPrefixes(Set.copyOf(request.ids()));
    List<Entry> selected = Selection.of(reader.scan(filter), request);
    long admitted = 0;
    long refused = 0;
    long notTried = 0;
    for (int from = 0; from < selected.size(); from += BATCH) {
      List<Result> results =
          decide(selected.subList(from, Math.min(selected.size(), from + BATCH)));
      store(results);
      for (Result result : results) {
        told.accept(result);
        admitted += result.verdict() instanceof Verdict.Admitted ? 1 : 0;
        refused += result.verdict() instanceof Verdict.RefusedAgain ? 1 : 0;
        notTried += result.verdict() instanceof Verdict.NotTried ? 1 : 0;
      }
    }
    return new Report(admitted, refused, notTried);
  }

  private List<Result> decide(List<Entry> entries) {
    List<Result> results = new ArrayList<>();
    Set<String> found = new HashSet<>();
    reader.fetch(
        entries,
        (entry, record) -> {
          found.add(entry.id());
          results.add(decide(entry, record));
        });
    for (Entry entry : entries) {
      if (!found.contains(entry.id())) {
        results.add(
            new Result(
                entry, new Verdict.NotTried("its retention ended while it was looked at"), ""));
      }
    }
    return results;
  }

  private Result decide(Entry entry, QuarantineRecord record) {
    Verdict verdict = rules.decide(entry, record, request.correction());
    String topic = verdict instanceof Verdict.Admitted taken ? topicOf(taken.outcome()) : "";
    return new Result(entry, verdict, topic);
  }

  private String topicOf(Outcome outcome) {
    return outcome.topic().kafkaName(config.kafka().topicPrefix());
  }

  private void store(List<Result> results) {
    List<Verdict.Admitted> batch = new ArrayList<>();
    for (Result result : results) {
      if (result.verdict() instanceof Verdict.Admitted admitted) {
        batch.add(admitted);
      }
    }
    if (writer != null && !batch.isEmpty()) {
      writer.write(batch, request.by(), clock.instant());
    }
  }

  @Override
  public void close() {
    try (reader) {
      if (writer != null) {
        writer.close();
      }
    }
  }
}
