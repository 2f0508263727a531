package io.rivulet.console.overview;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.alerting.AlertingFeed;
import io.rivulet.console.role.RoleStatus;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store on behalf of everyone: one question at a time, and none about the same sites
 * within {@link #FRESH} of the last answer, however many pages are open. Nobody waits longer than
 * {@link #PATIENCE}.
 */
public final class OverviewFeed implements AutoCloseable {
  /** An answer younger than this is given again. */
  static final Duration FRESH = Duration.ofMillis(500);

  /** How long a caller waits for the store. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Sets of sites that are remembered; the one asked about longest ago goes. */
  private static final int MAX_SCOPES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(OverviewFeed.class);
  private static final String SILENT =
      "The database does not answer. Check that it runs; the console's log says what it said.";
  private static final String BROKEN =
      "The overview could not be put together; the console's log says why.";

  private final ClinicReads clinic;
  private final Supplier<List<RoleStatus>> whatRuns;
  private final Optional<AlertingFeed> alerting;
  private final InstantSource clock;
  private final Timer readTimer;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "rivulet-console-reader"));
  private final Map<SiteScope, Asked> asked = new LinkedHashMap<>();
  private volatile boolean answering = true;

  /** Asks nothing until somebody wants to know. */
  public OverviewFeed(
      ClinicReads clinic,
      Supplier<List<RoleStatus>> whatRuns,
      Optional<AlertingFeed> alerting,
      InstantSource clock,
      MeterRegistry registry) {
    this.clinic = Objects.requireNonNull(clinic, "clinic");
    this.whatRuns = Objects.requireNonNull(whatRuns, "whatRuns");
    this.alerting = Objects.requireNonNull(alerting, "alerting");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.readTimer =
        Timer.builder("rivulet.console.overview.read")
            .description("Time to read the overview from the store")
            .register(registry);
  }

  /** The last question about some sites. */
  private static final class Asked {
    private CompletableFuture<Answer> answer;
    private long answeredNanos;
  }

  /** The overview of these sites, at most {@link #FRESH} old, or why there is none. */
  public Answer current(SiteScope sites) throws InterruptedException {
    try {
      return ask(sites).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Answer.Unavailable(clock.instant(), SILENT, whatRuns.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading the overview ended unexpectedly", e.getCause());
    }
  }

  private synchronized CompletableFuture<Answer> ask(SiteScope sites) {
    Asked last = asked.remove(sites);
    Asked now = last == null ? new Asked() : last;
    asked.put(sites, now);
    if (asked.size() > MAX_SCOPES) {
      asked.remove(asked.keySet().iterator().next());
    }
    boolean usable =
        now.answer != null
            && (!now.answer.isDone() || System.nanoTime() - now.answeredNanos < FRESH.toNanos());
    if (!usable) {
      now.answer = CompletableFuture.supplyAsync(() -> read(sites, now), reader);
    }
    return now.answer;
  }

  private Answer read(SiteScope sites, Asked question) {
    Answer answer = readTimer.record(() -> readOnce(sites));
    synchronized (this) {
      question.answeredNanos = System.nanoTime();
    }
    return answer;
  }

  private Answer readOnce(SiteScope sites) {
    try {
      Answer answer =
          new Answer.Known(
              OverviewReader.read(
                  clinic,
                  sites,
                  whatRuns.get(),
                  alerting
                      .map(AlertingFeed::current)
                      .map(sign -> OverviewScope.alerting(sign, sites)),
                  clock.instant()));
      if (!answering) {
        LOG.info("The store answers again");
      }
      answering = true;
      return answer;
    } catch (StoreUnavailableException e) {
      return unavailable(SILENT, e);
    } catch (RuntimeException e) {
      return unavailable(BROKEN, e);
    }
  }

  private Answer unavailable(String message, RuntimeException cause) {
    if (answering) {
      LOG.warn("No overview until the store answers: {}", cause.getMessage(), cause);
    }
    answering = false;
    return new Answer.Unavailable(clock.instant(), message, whatRuns.get());
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
