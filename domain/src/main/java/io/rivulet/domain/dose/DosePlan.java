package io.rivulet.domain.dose;

import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Versions;
import java.util.Map;

/**
 * What a session says that turns volume into dose.
 *
 * @param weightsKg the subject's weight through time, kg
 * @param concentrations by drug, for pumps that report none
 */
public record DosePlan(
    Versions<Double> weightsKg, Map<String, Versions<Concentration>> concentrations) {
  /** Copies the map. */
  public DosePlan {
    concentrations = Map.copyOf(concentrations);
  }

  /** What the session says one mL of a drug holds, through time; by the name as on the pump. */
  public Versions<Concentration> concentration(String drug) {
    return concentrations.getOrDefault(drug, Versions.none());
  }
}
