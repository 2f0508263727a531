package io.rivulet.onebox.imports;

import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.simulator.trace.PlannedMessage;
import io.rivulet.simulator.trace.Trace;
import io.rivulet.simulator.trace.TracePlan;
import io.rivulet.simulator.trace.TraceReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the trace format. */
public final class TraceImport {
  private TraceImport() {}

  /**
   * A trace as a replay would read it. A line that cannot be read refuses the file; a sample that
   * no topic takes, such as one in a unit that is not known, is left out.
   *
   * @param site the site its devices are to be of
   * @param now what its end must lie before
   * @throws io.rivulet.simulator.trace.TraceFormatException where a line cannot be read
   * @throws ImportException where it ends in the future
   */
  public static Recording read(Path path, String site, ShiftChoice shift, Instant now) {
    SourceFile file = SourceFile.of(path, "");
    Trace trace = TraceReader.read(path);
    TracePlan plan =
        TracePlan.of(
            trace,
            file.names(site, "stay-" + trace.stay()),
            shift.shift(TracePlan.last(trace), now));
    Refused refused = Refused.of(plan);
    return checked(
        new Recording(
            "trace", file.sha256(), file.run(), plan.withMessages(refused.kept), refused.found),
        now);
  }

  static Recording checked(Recording recording, Instant now) {
    TracePlan plan = recording.plan();
    if (!plan.last().isBefore(now)) {
      throw new ImportException(
          plan.trace()
              + " ends at "
              + plan.last()
              + ", which is not over yet; move it with --shift auto, or by a number of days");
    }
    if (plan.messages().isEmpty()) {
      throw new ImportException(
          plan.trace()
              + " holds no sample that can be taken"
              + recording.refused().stream().findFirst().map(first -> "; " + first).orElse(""));
    }
    return recording;
  }

  /** What the topics do not take of a plan. */
  private record Refused(List<PlannedMessage> kept, List<Refusal> found) {
    static Refused of(TracePlan plan) {
      Refused result = new Refused(new ArrayList<>(), new ArrayList<>());
      for (PlannedMessage message : plan.messages()) {
        try {
          SampleMapping.record(message, plan.last());
          result.kept.add(message);
        } catch (RefusedPayloadException e) {
          Instant own = plan.shift().undo(message.time());
          result.found.add(
              new Refusal(message.device() + " at " + own, e.reason() + ", " + e.getMessage()));
        }
      }
      return result;
    }
  }
}
