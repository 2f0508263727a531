package io.rivulet.alerting.configuration;

import io.rivulet.runtime.config.FileWatch;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.runtime.yaml.ConfigurationProblem;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plan that holds, and the file it is from. A changed file is taken over whole or refused
 * whole; what is refused changes nothing, and health says so until the next change.
 */
public final class PlanWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlanWatch.class);

  private final InstantSource clock;
  private final Optional<Path> file;
  private final byte[] content;
  private volatile PlanChange.Taken holds;
  private volatile Optional<PlanChange.Refused> refused = Optional.empty();
  private Optional<FileWatch> watch = Optional.empty();

  private PlanWatch(
      Optional<Path> file, byte[] content, PlanChange.Taken holds, InstantSource clock) {
    this.file = file;
    this.content = content;
    this.holds = holds;
    this.clock = clock;
  }

  /**
   * Reads the plan. Gaps in schedules, which come with time, do not refuse it here.
   *
   * @param file the alerting file; without one, everything goes to the log
   * @throws IOException where the file cannot be read
   * @throws InvalidConfigurationException with everything that is wrong with it
   */
  public static PlanWatch open(Optional<Path> file, InstantSource clock)
      throws IOException, InvalidConfigurationException {
    AlertingPlan plan = AlertingPlanReader.withoutFile();
    byte[] content = new byte[0];
    if (file.isPresent()) {
      content = PlanFile.bytes(file.get());
      plan = AlertingPlanReader.read(PlanFile.text(content));
    }
    PlanChange.Taken first = new PlanChange.Taken(plan, Optional.empty(), clock.instant());
    return new PlanWatch(file, content, first, clock);
  }

  /**
   * Looks at the file from now on.
   *
   * @param take takes a changed plan over before it holds, or throws with the reason why it cannot
   * @param told told of each change, taken or refused, after it was
   * @param interval between looks, 1 ms or more
   */
  public synchronized void start(
      Consumer<AlertingPlan> take, Consumer<PlanChange> told, Duration interval) {
    watch =
        file.map(
            path ->
                FileWatch.start(
                    path, content, bytes -> told.accept(changed(bytes, take)), interval));
  }

  private PlanChange changed(byte[] bytes, Consumer<AlertingPlan> take) {
    Instant now = clock.instant();
    String before = plan().version();
    Optional<String> version = Optional.empty();
    try {
      String text = PlanFile.text(bytes);
      version = Optional.of(AlertingPlanReader.versionOf(text));
      AlertingPlan plan = AlertingPlanReader.read(text, now);
      take.accept(plan);
      holds = new PlanChange.Taken(plan, Optional.of(before), now);
      refused = Optional.empty();
      LOG.info("The changed alerting file holds from now on, version {}", plan.version());
      return holds;
    } catch (InvalidConfigurationException e) {
      return refuse(new PlanChange.Refused(version, before, e.problems(), now));
    } catch (RuntimeException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      return refuse(
          new PlanChange.Refused(
              version, before, List.of(new ConfigurationProblem("the file", 0, reason)), now));
    }
  }

  private PlanChange refuse(PlanChange.Refused change) {
    LOG.error("The changed alerting file was refused, the old one stays: {}", change.words());
    refused = Optional.of(change);
    return change;
  }

  /** What holds. */
  public AlertingPlan plan() {
    return holds.plan();
  }

  /** What holds, and since when here. */
  public PlanChange.Taken taken() {
    return holds;
  }

  /** What was refused since; empty where what holds is what the file says. */
  public Optional<PlanChange.Refused> refused() {
    return refused;
  }

  /** Not ready where the file says something that does not hold. */
  public Readiness readiness() {
    return refused
        .map(change -> new Readiness(false, "the alerting file was refused: " + change.words()))
        .orElseGet(() -> new Readiness(true, "plan " + plan().version().substring(0, 12)));
  }

  @Override
  public synchronized void close() {
    watch.ifPresent(FileWatch::close);
  }
}
