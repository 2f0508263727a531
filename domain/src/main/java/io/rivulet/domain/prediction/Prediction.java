package io.rivulet.domain.prediction;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A predicted concentration: by the default model, with what the other models say beside it. It is
 * never a measurement, and says what it leaves out.
 *
 * @param at for which instant
 * @param models the default first; at least one
 * @param leftOut what was given and is not in it, in words; empty where all is
 */
public record Prediction(Instant at, List<Predicted> models, Optional<String> leftOut) {
  /** Refuses a prediction by no model. */
  public Prediction {
    Objects.requireNonNull(at, "at");
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a prediction for " + at + " by no model");
    }
  }

  /** What the default model says. */
  public Predicted byDefault() {
    return models.get(0);
  }

  /** The lowest plasma concentration that any of the models predicts, ng/mL. */
  public double lowestPlasmaNgPerMl() {
    return plasma().min().orElseThrow();
  }

  /** The highest plasma concentration that any of the models predicts, ng/mL. */
  public double highestPlasmaNgPerMl() {
    return plasma().max().orElseThrow();
  }

  private DoubleStream plasma() {
    return models.stream().mapToDouble(Predicted::plasmaNgPerMl);
  }
}
